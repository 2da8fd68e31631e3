import type { ReactElement } from 'react'
import type { MailMessage } from '../mail-message'

/** What a kind of mail looks like. A subject is a line of the header: plain text, no line break. */
export type MailTemplate<Kind extends MailMessage['kind']> = {
  subject: string
  Body: (message: Extract<MailMessage, { kind: Kind }>) => ReactElement
}
