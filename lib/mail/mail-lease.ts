import { MINUTE } from '@/lib/config/durations'

/**
 * How long a worker has a mail to itself without saying that it still works on it; a dead worker's mail waits that
 * long.
 */
export const MAIL_LEASE = 2 * MINUTE
