import { z } from 'zod'
import { EXAMPLE_PROFILE } from '@/lib/accounts/example-profile'
import { profileObjectSchema } from '@/lib/accounts/schemas'
import { endpoint } from '@/lib/api/endpoint'
import { messageSchema } from '@/lib/http/schemas'
import { EXAMPLE_TOKENS } from '@/lib/tokens/example-tokens'
import { tokenPairSchema } from '@/lib/tokens/schemas'
import { tokensAndUser } from '@/lib/tokens/tokens-and-user'
import { register } from './register'
import { resendVerification } from './resend-verification'
import { registerSchema, resendVerificationSchema, verifyEmailSchema } from './schemas'
import { verifyEmail } from './verify-email'

const tag = 'Registration'

export const registerEndpoint = endpoint({
  path: '/api/v1/register',
  method: 'POST',
  operationId: 'register',
  summary: 'Register',
  description:
    'Emails a code and a link to the address. If the address already has an account, the response is the same, and its owner is notified. Where verification is optional, the account is created at once and the response contains tokens.',
  tag,
  auth: 'none',
  body: registerSchema,
  success: {
    status: 201,
    description: 'The registration is accepted.',
    schema: messageSchema.extend({
      verification: z.enum(['required', 'optional']),
      email: z.string(),
      access: z.string().optional(),
      refresh: z.string().optional(),
      user: profileObjectSchema.optional(),
    }),
  },
  errors: [
    'username_taken',
    'email_taken',
    'registration_closed',
    'email_domain_not_allowed',
    'too_many_requests',
    'busy',
  ],
  example: {
    body: { username: 'ada', email: 'ada@example.com', name: 'Ada Lovelace', password: 'violet-anchor-47-meadow' },
    success: { message: 'User created successfully', verification: 'required', email: 'ada@example.com' },
  },
  handle: async ({ body }, ctx) => {
    const result = await register(body, ctx)
    const message = 'User created successfully'
    const { verification, email } = result
    if (result.verification === 'required') return { body: { message, verification, email } }
    const { access, refresh, user } = await tokensAndUser(result.session, ctx)
    return { body: { message, verification, email, access, refresh, user } }
  },
})

export const verifyEmailEndpoint = endpoint({
  path: '/api/v1/verify-email',
  method: 'POST',
  operationId: 'verifyEmail',
  summary: 'Verify an email address',
  description:
    'Send `email` and `otp`, the six digits, or only `token`, from the emailed link. Verifying also logs in. If someone else took the username in the meantime (409), the same request with another `username` succeeds.',
  tag,
  auth: 'none',
  body: verifyEmailSchema,
  success: {
    status: 200,
    description: 'The address is verified; the tokens and the user.',
    schema: messageSchema.extend({ ...tokenPairSchema.shape, user: profileObjectSchema }),
  },
  errors: ['wrong_code', 'invalid_token', 'username_taken', 'too_many_requests'],
  example: {
    body: { email: 'ada@example.com', otp: '480213' },
    success: { message: 'Email verified successfully', ...EXAMPLE_TOKENS, user: EXAMPLE_PROFILE },
  },
  handle: async ({ body }, ctx) => {
    const proof =
      'otp' in body
        ? ({ by: 'code', code: body.otp, email: body.email, pendingRegistrationId: null } as const)
        : ({ by: 'link', token: body.token, pendingRegistrationId: null } as const)
    const session = await verifyEmail({ proof, username: body.username }, ctx)
    return { body: { message: 'Email verified successfully', ...(await tokensAndUser(session, ctx)) } }
  },
})

export const resendVerificationEndpoint = endpoint({
  path: '/api/v1/verify-email/resend',
  method: 'POST',
  operationId: 'resendVerification',
  summary: 'Send a new code and link',
  description: 'The response is the same for every address. At most one email per minute is sent.',
  tag,
  auth: 'none',
  body: resendVerificationSchema,
  success: { status: 200, description: 'The request is accepted.', schema: messageSchema },
  errors: ['too_many_requests'],
  example: {
    body: { email: 'ada@example.com' },
    success: { message: 'If this address waits for its proof, a new mail is on its way' },
  },
  handle: async ({ body }, ctx) => {
    await resendVerification({ email: body.email, pendingRegistrationId: null }, ctx)
    return { body: { message: 'If this address waits for its proof, a new mail is on its way' } }
  },
})
