import { transaction } from '@/lib/db/transaction'
import { LOCALES } from '@/lib/i18n/locales'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { caughtMail } from '../support/api-mails'
import { exampleMails } from '../support/example-mails'
import { aContext } from '../support/operation-fixtures'
import { expect, test } from '../support/screens-test'

for (const language of LOCALES) {
  test.describe(language, () => {
    test.use({ language })

    test('G Mails', async ({ page, shoot, newcomer }) => {
      const { username, email } = newcomer()
      for (const message of exampleMails(username)) {
        const to = `${message.kind}-${email}`
        await transaction((tx) => enqueueMail(tx, { to, message }, { ...aContext(), locale: language }))
        const { html, text } = await caughtMail(to, /./)
        await page.setContent(html)
        await shoot(page, message.kind)
        await page.setContent(PLAIN)
        await page.locator('pre').evaluate((pre, content) => (pre.textContent = content), text)
        await expect(page.locator('pre')).not.toBeEmpty()
        await shoot(page, `${message.kind} as plain text`)
      }
    })
  })
}

/** As programs show plain text. */
const PLAIN = `<!doctype html><meta name="color-scheme" content="light dark"><pre dir="auto" style="white-space:pre-wrap;
  overflow-wrap:anywhere;max-width:80ch;margin:1rem;unicode-bidi:plaintext;font-size:14px"></pre>`
