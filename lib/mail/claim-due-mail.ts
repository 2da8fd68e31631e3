import { addMilliseconds } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { MAIL_LEASE } from './mail-lease'
import { mailsInHand } from './mails-in-hand'

/** A mail that one worker has to itself until its lease runs out. */
export type ClaimedMail = {
  id: string
  kind: string
  recipient: string
  body: string | null
  messageId: string
  /** This try included; as long as the row says the same, the claim is ours. */
  attempts: number
  createdAt: Date
}

/** As many as other workers may be taking at this moment. */
const CANDIDATES = 8

const COLUMNS = {
  id: true,
  kind: true,
  recipient: true,
  body: true,
  messageId: true,
  attempts: true,
  createdAt: true,
} as const

type Claim = {
  now: Date
  /** Whether a mail whose lease ran out, since its worker died, is taken over. */
  takesOver: boolean
}

/**
 * Takes the mail that is due the longest, for a lease: of workers that claim at once, each gets another mail.
 *
 * @returns null when none is due
 */
export async function claimDueMail({ now, takesOver }: Claim): Promise<ClaimedMail | null> {
  const db = await database()
  const isDue = {
    status: 'pending',
    nextAttemptAt: { lte: now },
    OR: [{ leasedUntil: null }, ...(takesOver ? [{ leasedUntil: { lte: now } }] : [])],
  }
  for (;;) {
    const candidates = await db.outboxMail.findMany({
      where: { ...isDue, id: { notIn: [...mailsInHand()] } },
      orderBy: { nextAttemptAt: 'asc' },
      take: CANDIDATES,
      select: COLUMNS,
    })
    if (candidates.length === 0) return null
    for (const { attempts, ...mail } of candidates) {
      if (mailsInHand().has(mail.id)) continue
      const { count } = await db.outboxMail.updateMany({
        where: { ...isDue, id: mail.id, attempts },
        data: { attempts: attempts + 1, leasedUntil: addMilliseconds(now, MAIL_LEASE) },
      })
      if (count === 1) return { ...mail, attempts: attempts + 1 }
    }
  }
}
