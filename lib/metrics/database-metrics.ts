import { setTimeout as sleep } from 'node:timers/promises'
import { Gauge, Registry } from 'prom-client'
import { SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { isLate } from '@/lib/mail/is-late'

/** How long the database may take before it counts as down. */
const TIMEOUT_MILLISECONDS = 2 * SECOND

/**
 * What the database knows of the outbox, in Prometheus' text format: the same in every process, so that the one which
 * is asked tells it alone. Never throws: while the database is down it says just that.
 */
export async function databaseMetrics(now: Date): Promise<string> {
  const registry = new Registry()
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })

  const mails = await Promise.race([
    countMails(now).catch(() => null),
    sleep(TIMEOUT_MILLISECONDS, null, { ref: false }),
  ])
  gauge('vestibule_database_up', 'Whether the database answers: 1 or 0.').set(mails ? 1 : 0)
  if (mails) {
    const count = gauge('vestibule_mails', 'Mails that wait for delivery, and mails that were given up.', ['status'])
    count.set({ status: 'pending' }, mails.pending)
    count.set({ status: 'failed' }, mails.failed)
    const age = gauge('vestibule_mail_oldest_pending_age_seconds', 'The age of the oldest mail that should have left.')
    age.set(mails.oldestPendingAge / SECOND)
  }
  return registry.metrics()
}

async function countMails(now: Date) {
  const { outboxMail } = await database()
  const [counts, oldest] = await Promise.all([
    outboxMail.groupBy({ by: ['status'], where: { status: { in: ['pending', 'failed'] } }, _count: true }),
    outboxMail.findFirst({
      where: isLate(now),
      // By an index of these two: in the order of times alone, a database may go through all that was sent in a month.
      orderBy: [{ status: 'asc' }, { createdAt: 'asc' }],
      select: { createdAt: true },
    }),
  ])
  const countOf = (status: string) => counts.find((group) => group.status === status)?._count ?? 0
  return {
    pending: countOf('pending'),
    failed: countOf('failed'),
    oldestPendingAge: oldest ? Math.max(0, now.getTime() - oldest.createdAt.getTime()) : 0,
  }
}
