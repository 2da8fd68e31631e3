import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { emailForms } from '@/lib/fields/email-forms'
import { usernameKey } from '@/lib/fields/username-key'

/** The result, with the account, so that the operator notices a mix-up. Only `promoted` changed anything. */
export type Promotion =
  | { kind: 'no_account' }
  | { kind: 'promoted' | 'admin_already' | 'disabled' | 'address_not_proven'; username: string; email: string }

/**
 * Gives an existing account the role `admin` and revokes its sessions: a user's session must not become an
 * administrator's (ASVS 7.2.4). Disabled accounts are refused. So are unverified ones: when EMAIL_VERIFICATION is
 * optional, an attacker may have registered with the future administrator's email address.
 *
 * @param identifier username or email address; as at login, an email match wins
 */
export async function promoteToAdmin(identifier: string, ctx: Context): Promise<Promotion> {
  const db = await database()
  const select = { id: true, username: true, email: true, emailVerified: true, role: true, disabledAt: true } as const
  const user =
    (await db.user.findFirst({ where: { email: { in: emailForms(identifier) } }, select })) ??
    (await db.user.findUnique({ where: { usernameKey: usernameKey(identifier) }, select }))
  if (!user) return { kind: 'no_account' }

  const { id, username, email } = user
  if (user.disabledAt) return { kind: 'disabled', username, email }
  if (user.role === 'admin') return { kind: 'admin_already', username, email }
  if (!user.emailVerified) return { kind: 'address_not_proven', username, email }
  await transaction(async (tx) => {
    // Changes nothing if the account is no longer eligible.
    const isEligible = { id, username, email, emailVerified: { not: null }, disabledAt: null }
    await tx.user.update({ where: isEligible, data: { role: 'admin', updatedAt: ctx.now }, select: { id: true } })
    await tx.session.deleteMany({ where: { userId: id } })
    await record(tx, ctx, { type: 'account.role_changed', userId: id, detail: { role: 'admin' } })
  })
  return { kind: 'promoted', username, email }
}
