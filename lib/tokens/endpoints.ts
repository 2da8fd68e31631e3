import { z } from 'zod'
import { EXAMPLE_PROFILE } from '@/lib/accounts/example-profile'
import { profileObjectSchema } from '@/lib/accounts/schemas'
import { endpoint } from '@/lib/api/endpoint'
import { PUBLIC_CACHE_HEADERS } from '@/lib/api/public-cache-headers'
import { AppError } from '@/lib/errors/app-error'
import { messageSchema } from '@/lib/http/schemas'
import { logIn } from '@/lib/sessions/log-in'
import { tokenRequestSchema } from '@/lib/sessions/schemas'
import { checkToken } from './check-token'
import { EXAMPLE_TOKENS } from './example-tokens'
import { jwks } from './jwks'
import { refreshTokens } from './refresh-tokens'
import { revokeToken } from './revoke-token'
import { anyTokenSchema, refreshTokenSchema, tokenPairSchema } from './schemas'
import { tokensAndUser } from './tokens-and-user'

const tag = 'Tokens'

/** A public key (RFC 7517; RFC 7518, 6.2.1). */
const jwkSchema = z
  .object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    kid: z.string(),
    alg: z.literal('ES256'),
    use: z.literal('sig'),
  })
  .meta({ id: 'PublicKey' })

export const tokenEndpoint = endpoint({
  path: '/api/v1/token',
  method: 'POST',
  operationId: 'logIn',
  summary: 'Log in',
  description:
    'Both `username` and `email` accept a username or an email address. A locked account gets the same response as a wrong password. Logging in cancels a scheduled deletion of the account.',
  tag,
  auth: 'none',
  body: tokenRequestSchema,
  success: {
    status: 200,
    description: 'The tokens, and the user they belong to.',
    schema: tokenPairSchema.extend({ token_type: z.literal('Bearer'), user: profileObjectSchema }),
  },
  errors: ['invalid_credentials', 'email_not_verified', 'too_many_requests', 'busy'],
  example: {
    body: { username: 'ada', password: 'violet-anchor-47-meadow' },
    success: { ...EXAMPLE_TOKENS, token_type: 'Bearer', user: EXAMPLE_PROFILE },
  },
  handle: async ({ body }, ctx) => {
    const identifier = body.username || body.email || ''
    const result = await logIn({ identifier, password: body.password }, ctx)
    if (result.kind === 'unverified') throw new AppError('email_not_verified')
    const { user, ...tokens } = await tokensAndUser(result.session, ctx)
    return { body: { ...tokens, token_type: 'Bearer', user } }
  },
})

export const refreshEndpoint = endpoint({
  path: '/api/v1/token/refresh',
  method: 'POST',
  operationId: 'refreshTokens',
  summary: 'Refresh the tokens',
  description:
    'Replaces the refresh token. A token replaced within the last 30 seconds (by default; the server’s `REFRESH_TOKEN_GRACE`) returns the current one again, so a lost response or concurrent calls log nobody out. A token replaced earlier revokes the session.',
  tag,
  auth: 'none',
  body: refreshTokenSchema,
  success: { status: 200, description: 'New tokens.', schema: tokenPairSchema },
  errors: ['token_not_valid'],
  example: { body: { refresh: EXAMPLE_TOKENS.refresh }, success: EXAMPLE_TOKENS },
  handle: async ({ body }, ctx) => {
    const { access, refresh, expiresIn } = await refreshTokens(body, ctx)
    return { body: { access, refresh, expires_in: expiresIn } }
  },
})

export const revokeEndpoint = endpoint({
  path: '/api/v1/token/revoke',
  method: 'POST',
  operationId: 'logOut',
  summary: 'Log out',
  description: 'Revokes the session of the refresh token. The response is the same for an unknown or revoked token.',
  tag,
  auth: 'none',
  body: refreshTokenSchema,
  success: { status: 200, description: 'The session is revoked.', schema: messageSchema },
  errors: [],
  example: { body: { refresh: EXAMPLE_TOKENS.refresh }, success: { message: 'Logged out successfully' } },
  handle: async ({ body }, ctx) => {
    await revokeToken(body, ctx)
    return { body: { message: 'Logged out successfully' } }
  },
})

export const verifyTokenEndpoint = endpoint({
  path: '/api/v1/token/verify',
  method: 'POST',
  operationId: 'checkToken',
  summary: 'Check a token',
  description: 'Checks whether an access or refresh token is valid and its session is active.',
  tag,
  auth: 'none',
  body: anyTokenSchema,
  success: { status: 200, description: 'The token is valid.', schema: z.object({}) },
  errors: ['token_not_valid'],
  example: { body: { token: EXAMPLE_TOKENS.access }, success: {} },
  handle: async ({ body }, ctx) => {
    await checkToken(body, ctx)
    return { body: {} }
  },
})

export const jwksEndpoint = endpoint({
  path: '/.well-known/jwks.json',
  method: 'GET',
  operationId: 'jwks',
  summary: 'Public signing keys',
  description:
    'A JSON Web Key Set (RFC 7517), with which other services verify access tokens. It may be cached for five minutes.',
  tag: 'About this server',
  auth: 'none',
  success: {
    status: 200,
    description:
      'The keys whose tokens are valid, newest first. A token’s `kid` names its key. A new key is published ten minutes before it signs.',
    schema: z.object({ keys: z.array(jwkSchema) }),
    contentType: 'application/jwk-set+json',
  },
  errors: [],
  example: {
    success: {
      keys: [
        {
          kty: 'EC',
          crv: 'P-256',
          x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
          y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
          kid: '5d6ee5b4-6ee6-4a52-8c39-9d5a0e2d7f31',
          alg: 'ES256',
          use: 'sig',
        },
      ],
    },
  },
  handle: async (_call, { now }) => ({ body: await jwks(now), headers: PUBLIC_CACHE_HEADERS }),
})
