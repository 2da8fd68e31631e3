import { expect } from '@playwright/test'
import type { ReadMail } from './inbox'

/** The emails that the contract tests' SMTP server accepted for an address, the newest first. */
export async function caughtMails(email: string): Promise<ReadMail[]> {
  const response = await fetch(`${process.env.E2E_CATCHER_URL}/?to=${encodeURIComponent(email)}`)
  return (await response.json()) as ReadMail[]
}

/** The newest mail of a subject to an address, another than `after`: waits until there is one. */
export async function caughtMail(
  email: string,
  subject: string | RegExp,
  { after }: { after?: ReadMail } = {},
): Promise<ReadMail> {
  const fits = (mail: ReadMail) =>
    mail.id !== after?.id && (typeof subject === 'string' ? mail.subject === subject : subject.test(mail.subject))
  const find = async () => (await caughtMails(email)).find(fits)
  await expect
    .poll(find, { message: `“${subject}” to ${email}`, timeout: 20_000, intervals: [20, 50, 100] })
    .toBeDefined()
  return (await find()) as ReadMail
}
