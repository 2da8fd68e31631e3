import type { Transaction } from '@/lib/db/database'
import { UNDO_EMAIL_CHANGE } from './issue-token'

/**
 * Makes an end of a user's emailed tokens, as a change of password or address does. Links that undo a change of address
 * live on: they are for the owner of an account whose password a thief may have changed too.
 */
export async function invalidateTokens(tx: Transaction, userId: string): Promise<void> {
  await tx.oneTimeToken.deleteMany({ where: { userId, purpose: { not: { startsWith: UNDO_EMAIL_CHANGE } } } })
}
