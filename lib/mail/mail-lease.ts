import { MINUTE } from '@/lib/config/durations'

/** How long a worker has an email to itself without a sign of life; a dead worker's email waits that long. */
export const MAIL_LEASE = 2 * MINUTE
