import { profileObject } from '@/lib/accounts/api-objects'
import { findProfile } from '@/lib/accounts/find-profile'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import type { StartedSession } from '@/lib/sessions/start-session'
import { issueTokens } from '@/lib/tokens/issue-tokens'

/** What a program gets for a session that has just begun. @throws AppError `invalid_credentials` when the user is gone already */
export async function tokensAndUser(session: StartedSession, ctx: Context) {
  const [{ access, refresh, expiresIn }, profile] = await Promise.all([issueTokens(session, ctx.now), findProfile(session.userId)])
  if (!profile) throw new AppError('invalid_credentials')
  return { access, refresh, expires_in: expiresIn, user: profileObject(profile) }
}
