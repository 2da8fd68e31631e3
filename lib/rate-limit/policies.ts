import { DAY, HOUR, MINUTE } from '@/lib/config/durations'

/**
 * Every limit, in one table: how many attempts one key has in a window. `ip` policies count per IPv4 address or IPv6
 * network of 64 bits; `account` and `email` policies count per account or email address, wherever the requests come
 * from.
 */
export const RATE_LIMIT_POLICIES = {
  'registration:ip': { limit: 60, window: 15 * MINUTE },
  /** Failures only: a successful login refunds its attempt, so an office behind one IP address is never locked out. */
  'login-failure:ip': { limit: 100, window: 15 * MINUTE },
  'login-failure:account': { limit: 10, window: DAY },
  /** How often the account was delayed; each time doubles the delay. */
  'login-delay-level:account': { limit: 1_000_000, window: DAY },
  /** One attempt per delay; the window is the delay itself. */
  'login-delay:account': { limit: 1, window: MINUTE },
  /**
   * Attempts at the six digits, shared by all pending registrations of an email address: a new email gives no new
   * attempts.
   */
  'verification-code:email': { limit: 5, window: DAY },
  'verification-code:ip': { limit: 60, window: 15 * MINUTE },
  'requested-mail:ip': { limit: 60, window: 15 * MINUTE },
  /** Each change emails an address that may be a stranger's. */
  'email-change:account': { limit: 5, window: DAY },
  /** Valid or not: decoding an image can take seconds. */
  'avatar:account': { limit: 30, window: HOUR },
  'export:account': { limit: 10, window: DAY },
  'one-time-token:ip': { limit: 120, window: 15 * MINUTE },
} as const satisfies Record<string, { limit: number; window: number }>

export type RateLimitPolicy = keyof typeof RATE_LIMIT_POLICIES
