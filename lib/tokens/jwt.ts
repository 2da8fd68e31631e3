import { hash, type KeyObject } from 'node:crypto'
import { createDecoder, createSigner, createVerifier } from 'fast-jwt'
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
/** Access tokens whose signature a process has checked: about a megabyte of them. */
const MAX_REMEMBERED = 2000
const decode = createDecoder({ complete: true })

/** OAuth's name for the client: programs of a deployment are not told apart (RFC 9068, 2.2). */
const CLIENT_ID = 'vestibule'

type Payload = Record<string, unknown>

/** What stands in a token. */
type Claims = { sub: string; sid: string; jti: string; iat: number; exp: number; token_type: TokenType }

/** What stands in a token, and the key that signed it. */
export type TokenClaims = Claims & { kid: string }

/**
 * Signs a token: the claims of RFC 9068, and those that clients of SimpleJWT read (`token_type`, `user_id`).
 *
 * @param userId becomes `sub`
 * @param clientUserId becomes `user_id`: what the client knows its user by
 * @param authentication becomes `auth_time` and `amr` (RFC 9068, 2.2.1; RFC 8176): of the login, not of the token
 * @param issuedAt becomes `iat` and `nbf`, in whole seconds
 */
export async function signToken(
  type: TokenType,
  {
    userId,
    clientUserId = userId,
    sessionId,
    tokenId,
    issuedAt,
    expiresAt,
    authentication,
  }: {
    userId: string
    clientUserId?: string | number
    sessionId: string
    tokenId: string
    issuedAt: Date
    expiresAt: Date
    authentication?: { at: Date; amr: string[] }
  },
): Promise<string> {
  const { kid, privateKey } = await currentSigningKey(new Date())
  const { appUrl, tokenAudience } = config()
  return signerOf(
    type,
    kid,
    privateKey,
  )({
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
    user_id: clientUserId,
    ...(authentication && { auth_time: seconds(authentication.at) }),
    ...(authentication && authentication.amr.length > 0 && { amr: authentication.amr }),
  })
}

/**
 * The claims of a token of one kind; null for anything else: another kind, a foreign key, issuer or audience, an
 * expired one, one without a required claim, or text that is not a token. We choose the algorithm, not the header;
 * `kid` is looked up among our own keys; `jku`, `x5u` and `jwk` are not read (RFC 8725, 3.1, 3.10).
 */
export async function verifyToken(type: TokenType, token: string): Promise<TokenClaims | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null
  try {
    const { header } = decode(token) as { header: { kid?: unknown } }
    if (typeof header.kid !== 'string') return null
    const key = await verificationKey(header.kid, new Date())
    if (!key) return null
    const claims = verifierOf(type, header.kid, key)(token)
    return claims && { ...claims, kid: header.kid }
  } catch (error) {
    // Whatever is wrong with a token is its bearer's affair; a database that does not answer is not.
    if (error instanceof Error && (error as { code?: string }).code?.startsWith('FAST_JWT_')) return null
    throw error
  }
}

/** Made once a key, issuer and audience: preparing one takes longer than its use. */
const signers = new Map<string, (claims: object) => string>()
const verifiers = new Map<string, (token: string) => Claims | null>()

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

/** @param kid of one of our keys, never just what a token says: the cache stays small */
function verifierOf(type: TokenType, kid: string, key: KeyObject) {
  const { appUrl, tokenAudience } = config()
  return remembered(verifiers, `${type} ${kid} ${appUrl} ${tokenAudience}`, () => {
    const verify = createVerifier({
      key: key.export({ type: 'spki', format: 'pem' }),
      algorithms: [ALGORITHM],
      allowedIss: appUrl,
      allowedAud: tokenAudience,
      checkTyp: HEADER_TYPES[type],
      clockTolerance: MAX_SKEW,
      requiredClaims: ['iss', 'aud', 'sub', 'iat', 'nbf', 'exp', 'jti', 'sid', 'token_type'],
    }) as (token: string) => Payload
    // A refresh token comes once, an access token with each request.
    const verified = type === 'access' ? rememberingVerifier(verify) : verify
    return (token: string) => claimsOf(type, verified(token))
  })
}

/**
 * Checks a signature once: most of what a request with a token costs. A token is known by its digest, so that none lies
 * about in memory, and only once all of it was found right; of that, the clock alone can make it wrong. Whether the key
 * and the session still live is asked each time, elsewhere.
 */
function rememberingVerifier(verify: (token: string) => Payload) {
  const verified = new Map<string, Payload>()
  return (token: string): Payload => {
    const digest = hash('sha256', token, 'base64url')
    const known = verified.get(digest)
    if (known && isInTime(known)) return known
    verified.delete(digest)
    const payload = verify(token)
    verified.set(digest, payload)
    const [oldest] = verified.keys()
    if (verified.size > MAX_REMEMBERED && oldest !== undefined) verified.delete(oldest)
    return payload
  }
}

function isInTime({ nbf, exp }: Payload): boolean {
  const now = Date.now()
  return now >= Number(nbf) * 1000 - MAX_SKEW && now <= Number(exp) * 1000 + MAX_SKEW
}

/** By hand: every request with a token passes here, and a schema costs as much as all the rest but the signature. */
function claimsOf(type: TokenType, payload: Payload): Claims | null {
  const { sub, sid, jti, iat, exp, token_type: tokenType } = payload
  if (!isFilled(sub) || !isFilled(sid) || !isFilled(jti)) return null
  if (!Number.isFinite(iat) || !Number.isFinite(exp) || tokenType !== type) return null
  return { sub, sid, jti, iat: Number(iat), exp: Number(exp), token_type: type }
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== ''

function remembered<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const value = known.get(name) ?? make()
  known.set(name, value)
  return value
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
