import { seal } from '@/lib/crypto/seal'
import type { MailTransport } from './mail-transport'

/**
 * The development inbox: a mail is delivered by keeping what its reader would see, sealed, in its row of the outbox.
 */
export const mailboxTransport: MailTransport = {
  send: async ({ subject, html, text }) => seal(JSON.stringify({ subject, html, text }), 'mailbox-mail'),
  close: () => {},
}
