import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { hashPassword } from '@/lib/passwords/hash-password'
import { requireGoodPassword } from '@/lib/passwords/require-good-password'
import type { createAdminSchema } from './schemas'
import { newUserRow } from '@/lib/accounts/new-user-row'
import { takeUserNumber } from '@/lib/accounts/user-number'

/**
 * Creates an account with the role `admin`. Its email address counts as verified: the operator vouches for it.
 *
 * @throws AppError `invalid_input` (password policy), `username_taken`, `email_taken`
 */
export async function createAdmin(input: z.output<typeof createAdminSchema>, ctx: Context): Promise<void> {
  const { username, email, name = '', password } = input
  requireGoodPassword({ password, ownNames: [username, email, name] })
  const passwordHash = await hashPassword(password)
  try {
    await transaction(async (tx) => {
      const number = await takeUserNumber(tx)
      const { id } = await tx.user.create({
        data: {
          ...newUserRow({ username, email, name, passwordHash, emailVerified: ctx.now, role: 'admin' }, ctx),
          number,
        },
        select: { id: true },
      })
      await tx.registration.deleteMany({ where: { email } })
      await record(tx, ctx, { type: 'account.created', userId: id, detail: { role: 'admin' } })
    })
  } catch (error) {
    if (isUniqueViolation(error, 'usernameKey')) throw AppError.atField('username_taken', 'username')
    if (isUniqueViolation(error, 'email')) throw AppError.atField('email_taken', 'email')
    throw error
  }
}
