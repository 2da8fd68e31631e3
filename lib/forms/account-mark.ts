import { createHmac } from 'node:crypto'
import type { Actor } from '@/lib/context'
import { deriveKey } from '@/lib/crypto/derive-key'
import { AppError } from '@/lib/errors/app-error'
import { markOf, type ShownFor } from './shown-for'

/**
 * The name of an account on its pages: the same in each of its sessions, unlike that of any other. Keyed, so that a
 * page that someone saves or photographs says no id.
 */
export function accountMark(userId: string): string {
  return createHmac('sha256', deriveKey('account-mark')).update(userId).digest('base64url').slice(0, 22)
}

/**
 * Refuses what was shown for another account than the session's, or does not say for whom (S63). Without a session
 * nothing can be done in its name, and the operation itself asks for a login.
 *
 * @param shownFor as the request says; a mark alone will do
 * @throws AppError `other_account`
 */
export function requireShownFor(shownFor: ShownFor | null | undefined, actor: Actor | null): void {
  if (actor && markOf(shownFor ?? '') !== accountMark(actor.userId)) throw new AppError('other_account')
}
