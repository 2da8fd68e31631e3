import { z } from 'zod'
import { profileObjectSchema } from '@/lib/accounts/schemas'
import { endpoint } from '@/lib/http/endpoint'
import { messageSchema } from '@/lib/http/schemas'
import { tokenRequestSchema } from '@/lib/sessions/schemas'
import { anyTokenSchema, refreshTokenSchema, tokenPairSchema } from './schemas'

const tag = 'Tokens'

export const tokenEndpoint = endpoint({
  path: '/api/v1/token',
  method: 'POST',
  operationId: 'logIn',
  summary: 'Log in',
  description: 'Either field may hold the username or the e-mail address.',
  tag,
  auth: 'none',
  body: tokenRequestSchema,
  success: {
    status: 200,
    description: 'Logged in: the tokens, and whose they are.',
    schema: tokenPairSchema.extend({ token_type: z.literal('Bearer'), user: profileObjectSchema }),
  },
  errors: ['invalid_credentials', 'email_not_verified', 'too_many_requests', 'busy'],
  example: { body: { username: 'ada', password: 'violet-anchor-47-meadow' } },
})

export const refreshEndpoint = endpoint({
  path: '/api/v1/token/refresh',
  method: 'POST',
  operationId: 'refreshTokens',
  summary: 'Get new tokens',
  description:
    'Replaces the refresh token. A token replaced within the last 30 seconds yields the current one again, so a lost response or parallel calls log nobody out; one replaced longer ago ends the session.',
  tag,
  auth: 'none',
  body: refreshTokenSchema,
  success: { status: 200, description: 'New tokens.', schema: tokenPairSchema.partial({ refresh: true, expires_in: true }) },
  errors: ['token_not_valid'],
})

export const revokeEndpoint = endpoint({
  path: '/api/v1/token/revoke',
  method: 'POST',
  operationId: 'logOut',
  summary: 'Log out',
  description: 'Ends the session of the refresh token. An unknown or revoked token answers the same.',
  tag,
  auth: 'none',
  body: refreshTokenSchema,
  success: { status: 200, description: 'The session has ended.', schema: messageSchema },
  errors: [],
})

export const verifyTokenEndpoint = endpoint({
  path: '/api/v1/token/verify',
  method: 'POST',
  operationId: 'checkToken',
  summary: 'Check a token',
  description: 'Whether an access or refresh token is valid now, its session included.',
  tag,
  auth: 'none',
  body: anyTokenSchema,
  success: { status: 200, description: 'The token is valid.', schema: z.object({}) },
  errors: ['token_not_valid'],
})

export const jwksEndpoint = endpoint({
  path: '/.well-known/jwks.json',
  method: 'GET',
  operationId: 'jwks',
  summary: 'Public signing keys',
  description: 'A JSON Web Key Set (RFC 7517), by which other services verify access tokens.',
  tag,
  auth: 'none',
  success: { status: 200, description: 'The keys.', schema: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }) },
  errors: [],
})
