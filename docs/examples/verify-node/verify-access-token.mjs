import { createRemoteJWKSet, errors, jwtVerify } from 'jose'

/** Vestibule's APP_URL, and its TOKEN_AUDIENCE, which is the same unless it was set. */
const issuer = process.env.ISSUER ?? 'http://localhost:3000'
const audience = process.env.AUDIENCE ?? issuer

// Fetched at the first token, kept for five minutes, and fetched again when a token names a key that is not among them: a
// rotated key needs nothing here, and a withdrawn one is not taken for longer.
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', issuer), { cacheMaxAge: 300_000 })

/** That the key set cannot be read is no fault of the token's. */
const KEYS_UNREADABLE = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']

/**
 * The user and session of an access token; null if Vestibule did not issue it, it was not meant for us, or it has
 * expired.
 *
 * Needs only Vestibule's public keys. So a token whose session was revoked, or whose user was disabled, is accepted
 * until it expires, a quarter of an hour at most. If that is too long, ask `POST /api/v1/token/verify`.
 *
 * @param {string} token
 * @returns {Promise<{ userId: string, sessionId: string } | null>}
 */
export async function verifyAccessToken(token) {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      // Never what the token says of itself: it could say `none`.
      algorithms: ['ES256'],
      // A refresh token is `rt+jwt`, and no access token.
      typ: 'at+jwt',
      requiredClaims: ['exp', 'sub', 'sid'],
      // Seconds that the two clocks may differ.
      clockTolerance: 60,
    })
    return { userId: String(payload.sub), sessionId: String(payload.sid) }
  } catch (error) {
    if (error instanceof errors.JOSEError && !KEYS_UNREADABLE.includes(error.code)) return null
    throw error
  }
}
