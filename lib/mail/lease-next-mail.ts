import { addMilliseconds } from '@/lib/config/durations'
import { column, readRows, statement, writeNow } from '@/lib/db/statement'
import { MAIL_LEASE } from './mail-lease'
import { inFlightMails } from './in-flight-mails'

/** An email that one worker has to itself until its lease runs out. */
export type LeasedMail = {
  id: string
  kind: string
  recipient: string
  body: string | null
  messageId: string
  /** Including this attempt; the lease is valid as long as the row has the same number. */
  attempts: number
  createdAt: Date
}

/** As many as other workers may be taking at this moment. */
const CANDIDATES = 8

type LeaseNextMail = {
  now: Date
  /** Whether an email whose lease ran out, because its worker died, is taken over. */
  takesOver: boolean
}

/**
 * Leases the email that has been due longest: workers that ask at once get different ones.
 *
 * @returns null when none is due
 */
export async function leaseNextMail({ now, takesOver }: LeaseNextMail): Promise<LeasedMail | null> {
  const isOver = takesOver ? now : NEVER
  for (;;) {
    const candidates = await readRows(DUE, [now, isOver, CANDIDATES + inFlightMails().size])
    const free = candidates.filter(({ id }) => !inFlightMails().has(id))
    if (free.length === 0) return null
    for (const { attempts, ...mail } of free) {
      if (inFlightMails().has(mail.id)) continue
      const leasedUntil = addMilliseconds(now, MAIL_LEASE)
      const count = await writeNow(LEASE, [attempts + 1, leasedUntil, mail.id, attempts, now, isOver])
      if (count === 1) return { ...mail, attempts: attempts + 1 }
    }
  }
}

/** No lease ran out by then. */
const NEVER = new Date('1900-01-01T00:00:00Z')

const IS_DUE = `"status" = 'pending' AND "nextAttemptAt" <= ? AND ("leasedUntil" IS NULL OR "leasedUntil" <= ?)`

const DUE = statement({
  name: 'due-mails',
  sql: `SELECT "id", "kind", "recipient", "body", "messageId", "attempts", "createdAt" FROM "OutboxMail"
    WHERE ${IS_DUE} ORDER BY "nextAttemptAt" LIMIT ?`,
  columns: {
    id: column.text,
    kind: column.text,
    recipient: column.text,
    body: column.textOrNull,
    messageId: column.text,
    attempts: column.whole,
    createdAt: column.time,
  },
})

const LEASE = statement({
  name: 'lease-mail',
  sql: `UPDATE "OutboxMail" SET "attempts" = ?, "leasedUntil" = ? WHERE "id" = ? AND "attempts" = ? AND ${IS_DUE}`,
  columns: {},
})
