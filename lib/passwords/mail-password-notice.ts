import { appLink } from '@/lib/config/app-link'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { usernameForMail } from '@/lib/mail/username-for-mail'

/** Tells the owner that the password is another one now, and what to do if it was not them (ASVS 6.3.7). */
export async function mailPasswordNotice(
  tx: Transaction,
  {
    kind,
    user,
  }: {
    kind: 'password-changed' | 'password-reset-done'
    user: { username: string; email: string; emailVerified: Date | null }
  },
  ctx: Context,
): Promise<void> {
  const message = {
    kind,
    username: usernameForMail(user),
    when: ctx.now.toISOString(),
    device: ctx.userAgent,
    ip: ctx.ip,
    resetUrl: appLink('/forgot-password'),
  }
  await enqueueMail(tx, { to: user.email, message }, ctx)
}
