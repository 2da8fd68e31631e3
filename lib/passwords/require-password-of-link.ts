import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { verifyLimitedPassword } from './verify-limited-password'

/**
 * Asks for the password of the pending registration or account that a mailed link stands for, where the browser is not known to be its
 * owner's: somebody may have entered another's address, and must not get that person to prove it for them.
 *
 * @param id of the pending registration or user; tries are counted for it
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
