import { profileObject } from '@/lib/accounts/api-objects'
import { findProfile } from '@/lib/accounts/find-profile'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import type { StartedSession } from '@/lib/sessions/start-session'
import { clientUserIdOf } from './client-user-id-of'
import { issueTokens } from './issue-tokens'

/**
 * What an API client gets for a session that has just begun.
 *
 * @throws AppError `invalid_credentials` when the user is gone already
 */
export async function tokensAndUser(session: StartedSession, ctx: Context) {
  const profile = await findProfile(session.userId)
  if (!profile) throw new AppError('invalid_credentials')
  const clientUserId = clientUserIdOf({ userId: profile.id, number: profile.number }, ctx)
  const { access, refresh, expiresIn } = await issueTokens(session, ctx.now, clientUserId)
  return { access, refresh, expires_in: expiresIn, user: profileObject(profile) }
}
