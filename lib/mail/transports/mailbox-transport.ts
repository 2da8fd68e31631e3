import { seal } from '@/lib/crypto/seal'
import type { MailTransport } from './mail-transport'

/**
 * The development inbox: an email is delivered by storing what its reader would see, encrypted, in its row of the
 * outbox.
 */
export const mailboxTransport: MailTransport = {
  send: async ({ subject, html, text }) => seal(JSON.stringify({ subject, html, text }), 'mailbox-mail'),
  close: () => {},
}
