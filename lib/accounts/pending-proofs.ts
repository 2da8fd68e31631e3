import { database } from '@/lib/db/database'

/** An address that waits for its proof: of a claim (`id` is the claim's), or of an account (`id` is the user's). */
export type PendingProof = {
  kind: 'claim' | 'account'
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

/** What can be proven now, by address or by a link's token; the newest first. Reads only: opening a link changes nothing. */
export async function findPendingProofs(
  where: { email: string } | { tokenHash: string },
  now: Date,
): Promise<PendingProof[]> {
  const db = await database()
  const [claims, tokens] = await Promise.all([
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
    ...claims.map((claim) => ({ kind: 'claim' as const, ...claim })),
    ...tokens.flatMap(({ user, codeHash, codeExpiresAt, ...token }) =>
      codeHash && codeExpiresAt ? [{ kind: 'account' as const, ...token, ...user, codeHash, codeExpiresAt }] : [],
    ),
  ]
}
