import { expect, type APIRequestContext } from '@playwright/test'

/** An email as its reader sees it. */
export type ReadMail = { id: string; to: string; subject: string; html: string; text: string }

/** Reads the development inbox as JSON, with the key that opens it. */
export class Inbox {
  constructor(private readonly request: APIRequestContext) {}

  /** The emails to an address that have arrived, the newest first. */
  async mailsTo(email: string): Promise<ReadMail[]> {
    const response = await this.request.get('/mailbox/messages', {
      params: { key: String(process.env.E2E_MAILBOX_KEY), to: email },
    })
    const { messages } = (await response.json()) as { messages: ReadMail[] }
    return messages
  }

  /** The newest mail of a subject to an address; waits until there is one, other than `after`. */
  mailTo(email: string, subject: string, { after }: { after?: ReadMail } = {}): Promise<ReadMail> {
    return this.find(email, subject, (mail) => mail.subject === subject && mail.id !== after?.id)
  }

  /** The newest mail to an address that links to a page, whatever language it speaks; waits until there is one. */
  mailLinkingTo(path: string, email: string): Promise<ReadMail> {
    return this.find(email, path, (mail) => mail.text.includes(`${path}?token=`))
  }

  private async find(email: string, what: string, isWanted: (mail: ReadMail) => boolean): Promise<ReadMail> {
    const found = { mail: undefined as ReadMail | undefined }
    const isThere = async () => {
      found.mail = (await this.mailsTo(email)).find(isWanted)
      return found.mail !== undefined
    }
    await expect.poll(isThere, { message: `“${what}” to ${email}`, intervals: [50, 100, 200] }).toBe(true)
    return found.mail as ReadMail
  }
}

/** The six digits of an email. */
export function codeIn({ text }: ReadMail): string {
  return /^\d{6}$/m.exec(text)?.[0] ?? ''
}

/** Every URL that an email links to, in either part, each once. */
export function linksIn({ html, text }: ReadMail): string[] {
  const inHtml = [...html.matchAll(/href="([^"]+)"/g)].map(([, address]) => String(address).replaceAll('&amp;', '&'))
  return [...new Set([...inHtml, ...(text.match(/https?:\/\/\S+/g) ?? [])])]
}

/** The one link of an email that contains a token. */
export function tokenLinkIn(mail: ReadMail): string {
  const [link] = linksIn(mail).filter((candidate) => candidate.includes('token='))
  return link ?? ''
}
