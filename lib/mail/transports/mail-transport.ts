import type { RenderedMail } from '../templates/render-mail'

/** A mail as it leaves: the same, Message-ID included, at every try. */
export type OutgoingMail = RenderedMail & { to: string; messageId: string; createdAt: Date }

/** A way for mails to leave. */
export type MailTransport = {
  /**
   * Hands a mail over; once this resolves it is delivered.
   *
   * @returns what the outbox keeps as the row's body; null where nothing is kept
   * @throws DeliveryError
   */
  send(mail: OutgoingMail): Promise<string | null>
  /** Ends what is kept open between mails. It opens again when needed. */
  close(): void
}
