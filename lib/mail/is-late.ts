/** Emails that should have been sent by `now`: not those that wait for their turn and were never due. */
export function isLate(now: Date) {
  return { status: 'pending', OR: [{ nextAttemptAt: { lte: now } }, { attempts: { gt: 0 } }] }
}
