import { createHmac } from 'node:crypto'
import { addMilliseconds, DAY, MINUTE } from '@/lib/config/durations'
import { deriveKey } from '@/lib/crypto/derive-key'
import type { Counter } from '@/lib/db/counters/counter-store'
import { counters } from '@/lib/db/counters/counters'
import { emailKey } from '@/lib/fields/email-address'

const INTERVAL = MINUTE
const MAILS_PER_DAY = 10

type MailSlot = {
  /** The requested emails that share the slots; notices and undo links need none. */
  kind: 'verification' | 'reset'
  email: string
  now: Date
}

/**
 * Reserves the next slot of a requested email to an address: slots are a minute apart, ten in 24 hours from the first
 * (S12). Counted at once, outside any transaction: a rollback must not return a slot.
 *
 * Residual risk: strangers can use up an address's slots for a day; then only people with an older email can continue.
 *
 * @returns when the email may be sent: `now`, or minutes later if others wait; null if the day's slots are used up
 */
export async function reserveMailSlot(turn: MailSlot): Promise<Date | null> {
  if (!(await takeOneOfTheDay(turn))) return null
  const taken = await counters().change(keyOf('mail-turn', turn), (counter) =>
    nextTurn(counter, counter && counter.expire > turn.now ? counter.expire : turn.now),
  )
  return taken && addMilliseconds(taken.expire, -INTERVAL)
}

/**
 * Reserves a slot as {@link reserveMailSlot} does, but only if the email may be sent now.
 *
 * @returns whether it may; otherwise nothing is to be sent, and the answer must be the same
 */
export async function reserveMailSlotNow(turn: MailSlot): Promise<boolean> {
  const taken = await counters().change(keyOf('mail-turn', turn), (counter) =>
    counter && counter.expire > turn.now ? null : nextTurn(counter, turn.now),
  )
  return taken !== null && (await takeOneOfTheDay(turn))
}

function nextTurn(counter: Counter | null, at: Date): Counter {
  return { points: (counter?.points ?? 0) + 1, expire: addMilliseconds(at, INTERVAL) }
}

async function takeOneOfTheDay(turn: MailSlot): Promise<boolean> {
  const taken = await counters().change(keyOf('mail-day', turn), (counter) => {
    if (!counter || counter.expire <= turn.now) return { points: 1, expire: addMilliseconds(turn.now, DAY) }
    return counter.points < MAILS_PER_DAY ? { ...counter, points: counter.points + 1 } : null
  })
  return taken !== null
}

/** Keyed, so that the limits cannot be searched for addresses. */
function keyOf(prefix: string, { kind, email }: MailSlot): string {
  const address = createHmac('sha256', deriveKey('mail-turn')).update(emailKey(email)).digest('base64url')
  return `${prefix}:${kind}:${address}`
}
