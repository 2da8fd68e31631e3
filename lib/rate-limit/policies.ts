import { DAY, HOUR, MINUTE } from '@/lib/config/durations'

/**
 * Every limit, in one table: how many acts of a kind one key may do in a window. `origin` policies count per client
 * address or IPv6 network of 64 bits, `account` and `address` ones per account or e-mail address wherever the requests come from.
 */
export const RATE_LIMIT_POLICIES = {
  'registration:origin': { limit: 60, window: 15 * MINUTE },
  /** Failures only: a log-in that succeeds gives its count back, so an office behind one address goes on. */
  'login-failure:origin': { limit: 100, window: 15 * MINUTE },
  'login-failure:account': { limit: 10, window: DAY },
  /** How often the delay of an account was imposed; its growth. */
  'login-delay-level:account': { limit: 1_000_000, window: DAY },
  /** One evaluated try each time the delay is over; the window is the delay itself. */
  'login-delay:account': { limit: 1, window: MINUTE },
  /** Tries at the six digits, shared by all claims on an address: a new mail gives no new budget. */
  'verification-code:address': { limit: 5, window: DAY },
  'verification-code:origin': { limit: 60, window: 15 * MINUTE },
  'requested-mail:origin': { limit: 60, window: 15 * MINUTE },
  /** Each may mail a stranger. */
  'email-change:account': { limit: 5, window: DAY },
  /** Pictures, good or not: decoding one takes up to seconds. */
  'avatar:account': { limit: 30, window: HOUR },
  'export:account': { limit: 10, window: DAY },
  'one-time-token:origin': { limit: 120, window: 15 * MINUTE },
} as const satisfies Record<string, { limit: number; window: number }>

export type RateLimitPolicy = keyof typeof RATE_LIMIT_POLICIES
