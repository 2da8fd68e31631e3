import { strToU8, zipSync } from 'fflate'
import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'

/** Only the newest events and emails, to limit the size of the file. */
const MAX_EVENTS = 10_000

/**
 * The data stored about the caller, as a zip: JSON files of the account, sessions, linked accounts, events and emails
 * to the current address, plus the avatar. It contains no secrets: no password hash, token or email text.
 *
 * @throws AppError `not_authenticated`, `too_many_requests`
 */
export async function exportAccount(ctx: Context): Promise<Uint8Array<ArrayBuffer>> {
  const { userId } = requireActor(ctx)
  await requireUnderLimit('export:account', userId)
  await transaction((tx) => record(tx, ctx, { type: 'account.exported', userId }))
  const db = await database()
  const user = await db.user.findUnique({
    where: { id: userId },
    omit: { passwordHash: true, usernameKey: true, nameKey: true, avatarHash: true },
    include: { avatar: { select: { pixels512: true } } },
  })
  if (!user) throw new AppError('not_authenticated')
  const { avatar, ...account } = user
  const [sessions, linkedAccounts, events, mails] = await Promise.all([
    db.session.findMany({
      where: { userId },
      select: {
        id: true,
        kind: true,
        ip: true,
        userAgent: true,
        createdAt: true,
        lastSeenAt: true,
        expiresAt: true,
        authenticatedAt: true,
        amr: true,
      },
    }),
    db.account.findMany({ where: { userId }, select: { provider: true, providerAccountId: true, scope: true } }),
    db.auditEvent.findMany({
      where: { userId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MAX_EVENTS,
      select: { type: true, ip: true, userAgent: true, createdAt: true, detail: true },
    }),
    db.outboxMail.findMany({
      where: { recipient: account.email },
      orderBy: { createdAt: 'desc' },
      take: MAX_EVENTS,
      select: { kind: true, recipient: true, status: true, createdAt: true, deliveredAt: true },
    }),
  ])
  const files = {
    'account.json': account,
    'sessions.json': sessions,
    'linked-accounts.json': linkedAccounts,
    'events.json': events,
    'mails.json': mails,
  }
  const texts = Object.entries(files).map(([name, content]) => [name, strToU8(JSON.stringify(content, null, 2))])
  return zipSync({ ...Object.fromEntries(texts), ...(avatar ? { 'avatar.webp': avatar.pixels512 } : {}) })
}
