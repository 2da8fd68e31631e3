import type { KeyObject } from 'node:crypto'
import { createDecoder, createSigner, createVerifier } from 'fast-jwt'
import { z } from 'zod'
import { config } from '@/lib/config/config'
import { MINUTE } from '@/lib/config/durations'
import { currentSigningKey, verificationKey } from './signing-keys'

/** What each kind of token says it is in its header (RFC 9068, 2.1; RFC 8725, 3.11): none passes for another. */
const HEADER_TYPES = { access: 'at+jwt', refresh: 'rt+jwt' } as const
export type TokenType = keyof typeof HEADER_TYPES

const ALGORITHM = 'ES256'
/** How far another machine's clock may be off. */
const MAX_SKEW = MINUTE
const MAX_TOKEN_LENGTH = 4096
const decode = createDecoder({ complete: true })

/** OAuth's name for the client: programs of a deployment are not told apart (RFC 9068, 2.2). */
const CLIENT_ID = 'vestibule'

const claimsSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  jti: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
  token_type: z.enum(['access', 'refresh']),
})

/** What stands in a token, and the key that signed it. */
export type TokenClaims = z.output<typeof claimsSchema> & { kid: string }

/**
 * Signs a token: the claims of RFC 9068, and those that clients of SimpleJWT read (`token_type`, `user_id`).
 *
 * @param issuedAt becomes `iat` and `nbf`, in whole seconds
 */
export async function signToken(
  type: TokenType,
  { userId, sessionId, tokenId, issuedAt, expiresAt }: {
    userId: string
    sessionId: string
    tokenId: string
    issuedAt: Date
    expiresAt: Date
  },
): Promise<string> {
  const { kid, privateKey } = await currentSigningKey(new Date())
  const { appUrl, tokenAudience } = config()
  return signerOf(type, kid, privateKey)({
    iss: appUrl,
    aud: tokenAudience,
    sub: userId,
    client_id: CLIENT_ID,
    iat: seconds(issuedAt),
    nbf: seconds(issuedAt),
    exp: seconds(expiresAt),
    jti: tokenId,
    sid: sessionId,
    token_type: type,
    user_id: userId,
  })
}

/**
 * The claims of a token of one kind; null for anything else: another kind, a foreign key, issuer or audience, an expired
 * one, one without a needed claim, and whatever is no token. The algorithm is ours, not the header's choice; `kid` is looked
 * up among our own keys; `jku`, `x5u` and `jwk` are not read (RFC 8725, 3.1, 3.10).
 */
export async function verifyToken(type: TokenType, token: string): Promise<TokenClaims | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null
  try {
    const { header } = decode(token) as { header: { kid?: unknown } }
    if (typeof header.kid !== 'string') return null
    const key = await verificationKey(header.kid, new Date())
    if (!key) return null
    const claims = claimsSchema.safeParse(verifierOf(type, header.kid, key)(token))
    return claims.success && claims.data.token_type === type ? { ...claims.data, kid: header.kid } : null
  } catch (error) {
    // Whatever is wrong with a token is its bearer's affair; a database that does not answer is not.
    if (error instanceof Error && (error as { code?: string }).code?.startsWith('FAST_JWT_')) return null
    throw error
  }
}

/** Made once a key, issuer and audience: preparing one takes longer than its use. */
const signers = new Map<string, (claims: object) => string>()
const verifiers = new Map<string, (token: string) => unknown>()

function signerOf(type: TokenType, kid: string, key: KeyObject) {
  return remembered(signers, `${type} ${kid}`, () =>
    createSigner({
      key: key.export({ type: 'pkcs8', format: 'pem' }),
      algorithm: ALGORITHM,
      kid,
      header: { alg: ALGORITHM, typ: HEADER_TYPES[type] },
    }),
  )
}

/** @param kid of a key of ours, never just what a token says: what is remembered stays few */
function verifierOf(type: TokenType, kid: string, key: KeyObject) {
  const { appUrl, tokenAudience } = config()
  return remembered(verifiers, `${type} ${kid} ${appUrl} ${tokenAudience}`, () =>
    createVerifier({
      key: key.export({ type: 'spki', format: 'pem' }),
      algorithms: [ALGORITHM],
      allowedIss: appUrl,
      allowedAud: tokenAudience,
      checkTyp: HEADER_TYPES[type],
      clockTolerance: MAX_SKEW,
      requiredClaims: ['iss', 'aud', 'sub', 'iat', 'nbf', 'exp', 'jti', 'sid', 'token_type'],
    }),
  )
}

function remembered<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const value = known.get(name) ?? make()
  known.set(name, value)
  return value
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
