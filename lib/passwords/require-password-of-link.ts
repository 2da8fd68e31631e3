import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { verifyLimitedPassword } from './verify-limited-password'

/**
 * Requires the password of the pending registration or account of an emailed link, unless the browser is known to be
 * its owner's: someone may have entered another person's address, and must not get that person to verify it for them.
 *
 * @param id of the pending registration or user; attempts are counted for it
 * @throws AppError `invalid_input` when no password came along, `invalid_credentials`, both at `password`;
 *   `too_many_requests`
 */
export async function requirePasswordOfLink(
  { id, passwordHash, password }: { id: string; passwordHash: string | null; password: string | undefined },
  ctx: Context,
): Promise<void> {
  if (password === undefined) {
    throw AppError.atField('invalid_input', 'password', 'account_password_missing')
  }
  const { verdict } = await verifyLimitedPassword({
    accountKey: `mailed-link:${id}`,
    ip: ctx.ip,
    password,
    passwordHash,
  })
  if (verdict !== 'valid') throw AppError.atField('invalid_credentials', 'password', 'account_password_wrong')
}
