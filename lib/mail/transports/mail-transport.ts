import type { RenderedMail } from '../templates/render-mail'

/** An email as it is sent: the same, Message-ID included, at every attempt. */
export type OutgoingMail = RenderedMail & { to: string; messageId: string; createdAt: Date }

/** A way to send emails. */
export type MailTransport = {
  /**
   * Hands an email over; once this resolves it is delivered.
   *
   * @returns what the outbox keeps as the row's body; null where nothing is kept
   * @throws DeliveryError
   */
  send(mail: OutgoingMail): Promise<string | null>
  /** Closes the connections that are kept between emails. They open again when needed. */
  close(): void
}
