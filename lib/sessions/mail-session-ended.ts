import { appLink } from '@/lib/config/app-link'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { usernameForMail } from '@/lib/mail/username-for-mail'

/** Tells the owner that a session was ended because an old token of it was used again. */
export async function mailSessionEnded(tx: Transaction, { userId }: { userId: string }, ctx: Context): Promise<void> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { email: true, emailVerified: true, username: true },
  })
  if (!user) return
  const message = {
    kind: 'session-ended',
    username: usernameForMail(user),
    when: ctx.now.toISOString(),
    device: ctx.userAgent,
    ip: ctx.ip,
    resetUrl: appLink('/forgot-password'),
  } as const
  await enqueueMail(tx, { to: user.email, message }, ctx)
}
