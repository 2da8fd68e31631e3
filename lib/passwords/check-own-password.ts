import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { AppError } from '@/lib/errors/app-error'
import { verifyLimitedPassword } from './verify-limited-password'

/**
 * Asks the caller's password again before something that a stolen session must not do (ASVS 7.5.1). Wrong ones are
 * counted apart from logins, so that a session cannot lock its owner out.
 *
 * @param field where the password was typed, for the error
 * @throws AppError `not_authenticated`, `wrong_password` (at `field`; also after too many tries), `too_many_requests`
 */
export async function checkOwnPassword({ password, field }: { password: string; field: string }, ctx: Context) {
  const { userId } = requireActor(ctx)
  const db = await database()
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { id: true, username: true, email: true, emailVerified: true, name: true, passwordHash: true },
  })
  if (!user) throw new AppError('not_authenticated')
  const { passwordHash } = user
  const { verdict } = await verifyLimitedPassword({
    accountKey: `own-password:${userId}`,
    ip: ctx.ip,
    password,
    passwordHash,
    mayTrim: ctx.client === 'legacy-api',
  })
  if (verdict !== 'valid') throw AppError.atField('wrong_password', field)
  return user
}
