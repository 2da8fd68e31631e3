import { database } from '@/lib/db/database'

/**
 * An address that waits for verification: of a pending registration (`id` is the pending registration's), or of an
 * account (`id` is the user's).
 */
export type PendingVerification = {
  kind: 'registration' | 'account'
  id: string
  email: string
  username: string
  name: string
  passwordHash: string | null
  tokenHash: string
  codeHash: string
  codeExpiresAt: Date
  createdAt: Date
}

/**
 * What can be verified now, by address or by a link's token; the newest first. Reads only: opening a link changes
 * nothing.
 */
export async function findPendingVerifications(
  where: { email: string } | { tokenHash: string },
  now: Date,
): Promise<PendingVerification[]> {
  const db = await database()
  const [registrations, tokens] = await Promise.all([
    db.registration.findMany({
      where: { ...where, expiresAt: { gt: now } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select: {
        id: true,
        email: true,
        username: true,
        name: true,
        passwordHash: true,
        tokenHash: true,
        codeHash: true,
        codeExpiresAt: true,
        createdAt: true,
      },
    }),
    db.oneTimeToken.findMany({
      where: { ...where, purpose: 'verify-address', expiresAt: { gt: now }, user: { disabledAt: null } },
      select: {
        email: true,
        tokenHash: true,
        codeHash: true,
        codeExpiresAt: true,
        createdAt: true,
        user: { select: { id: true, username: true, name: true, passwordHash: true } },
      },
    }),
  ])
  return [
    ...registrations.map((registration) => ({ kind: 'registration' as const, ...registration })),
    ...tokens.flatMap(({ user, codeHash, codeExpiresAt, ...token }) =>
      codeHash && codeExpiresAt ? [{ kind: 'account' as const, ...token, ...user, codeHash, codeExpiresAt }] : [],
    ),
  ]
}
