/**
 * Why an email could not be handed over, and what that means for it: `refused` for good, this recipient or this
 * content; `later`, another attempt may succeed; `unavailable`, no email at all can be sent now.
 */
export class DeliveryError extends Error {
  /** As with AppError: the transport may be of another copy of this module than who asks. */
  static override [Symbol.hasInstance](value: unknown): value is DeliveryError {
    return value instanceof Error && value.name === 'DeliveryError'
  }

  /** The server's reply code, or the network's error code. */
  readonly code: string

  constructor(
    readonly kind: 'refused' | 'later' | 'unavailable',
    cause: { message: string; code?: string; responseCode?: number },
  ) {
    super(cause.message, { cause })
    this.name = 'DeliveryError'
    this.code = String(cause.responseCode ?? cause.code ?? 'unknown')
  }
}
