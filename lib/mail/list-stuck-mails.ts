import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { isLate } from './is-late'

/** An email that was not sent. Its text is left out: it contains links and codes. */
export type StuckMail = {
  kind: string
  recipient: string
  createdAt: Date
  attempts: number
  /** In the mail server's words; null when it was not tried yet. */
  lastError: string | null
}

/** What the alarm waits for too (docs/operating.md). */
const LONG = 10 * MINUTE

const COLUMNS = { kind: true, recipient: true, createdAt: true, attempts: true, lastError: true } as const

/**
 * The failed emails, the latest first, and those that have waited for longer than ten minutes, the oldest first: for
 * operators. The outbox keeps failed emails for 30 days.
 *
 * @param limit how many of each at most
 */
export async function listStuckMails({ now, limit }: { now: Date; limit: number }) {
  const { outboxMail } = await database()
  const isFailed = { status: 'failed' }
  const isWaiting = { ...isLate(now), createdAt: { lte: addMilliseconds(now, -LONG) } }
  const [failed, failedCount, waiting, waitingCount] = await Promise.all([
    // By the last try, for which there is an index.
    outboxMail.findMany({ where: isFailed, orderBy: { nextAttemptAt: 'desc' }, take: limit, select: COLUMNS }),
    outboxMail.count({ where: isFailed }),
    outboxMail.findMany({
      where: isWaiting,
      orderBy: [{ status: 'asc' }, { createdAt: 'asc' }],
      take: limit,
      select: COLUMNS,
    }),
    outboxMail.count({ where: isWaiting }),
  ])
  return { failed, failedCount, waiting, waitingCount }
}
