import { createPublicKey } from 'node:crypto'
import { createSigner, createVerifier } from 'fast-jwt'

type Session = { sessionId: string; userId: string; tokenId: string }
type Claims = { sub: string; sid: string; jti: string; token_type: 'access' | 'refresh' }

const ACCESS_MILLISECONDS = 15 * 60 * 1000
const REFRESH_MILLISECONDS = 30 * 24 * 60 * 60 * 1000

let signersAndVerifier: ReturnType<typeof prepare> | undefined

function prepare() {
  const key = String(process.env.FLOOR_PRIVATE_KEY)
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string
  return {
    signAccess: createSigner({ key, algorithm: 'ES256', expiresIn: ACCESS_MILLISECONDS }),
    signRefresh: createSigner({ key, algorithm: 'ES256', expiresIn: REFRESH_MILLISECONDS }),
    // Without its cache of tokens: each request verifies a signature.
    verify: createVerifier({ key: publicKey, algorithms: ['ES256'], cache: false }),
  }
}

/** Not while building: the key is in the environment of the server only. */
const prepared = () => (signersAndVerifier ??= prepare())

/** Two ES256 tokens of a session. */
export function signTokens({ sessionId, userId, tokenId }: Session): { access: string; refresh: string } {
  const { signAccess, signRefresh } = prepared()
  const claims = { sub: userId, sid: sessionId, jti: tokenId }
  return {
    access: signAccess({ ...claims, token_type: 'access' }),
    refresh: signRefresh({ ...claims, token_type: 'refresh' }),
  }
}

/** @throws Error unless the signature is right, the token has not expired, and it is of that type */
export function verifyToken(token: string, type: Claims['token_type']): Claims {
  const claims = prepared().verify(token) as Claims
  if (claims.token_type !== type) throw new Error('The token is of another type.')
  return claims
}
