import { z } from 'zod'
import { isDecodable } from './is-decodable'

const EMAIL_SERVER_FORMS =
  'must be smtp://user:password@host:587, smtps://…, or mailbox: for the built-in development inbox'

/** Query parameters that lib/mail/transports/smtp-options.ts reads. */
const FLAGS = ['requireTLS', 'ignoreTLS', 'tls.rejectUnauthorized']

/** Where email is sent: an SMTP server, or the development inbox. */
export const emailServer = z.string().transform((text, context) => {
  if (text === 'mailbox:') return { kind: 'mailbox' } as const
  const problem = problemOfSmtpUrl(text)
  if (problem === null) return { kind: 'smtp', url: text } as const
  context.addIssue(problem)
  return z.NEVER
})

/** What would otherwise fail only with the first email. Never quotes the URL, which contains the password. */
function problemOfSmtpUrl(text: string): string | null {
  if (!/^smtps?:\/\//.test(text)) return EMAIL_SERVER_FORMS
  const url = URL.canParse(text) ? new URL(text) : null
  // A # or / in the password cuts the URL off before the host.
  if (!url?.hostname || !/^\/?$/.test(url.pathname) || url.hash) {
    return `${EMAIL_SERVER_FORMS}; write special characters in the password as %40 and the like`
  }
  if (!isDecodable(url)) return 'must have % in the user name or the password written as %25'
  const isKnown = (name: string, value: string) =>
    name === 'name' || (FLAGS.includes(name) && /^(true|false)$/.test(value))
  return [...url.searchParams].every(([name, value]) => isKnown(name, value))
    ? null
    : `may have only the parameters name=…, and ${FLAGS.join(', ')} as true or false`
}
