import { z } from 'zod'
import { endpoint, type ApiCall } from '@/lib/api/endpoint'
import { appLink } from '@/lib/config/app-link'
import type { Context } from '@/lib/context'
import { messageSchema } from '@/lib/http/schemas'
import { EXAMPLE_TOKENS } from '@/lib/tokens/example-tokens'
import { tokenPairSchema } from '@/lib/tokens/schemas'
import { tokensAndUser } from '@/lib/tokens/tokens-and-user'
import { profileObject, publicUserObject } from './api-objects'
import { EXAMPLE_PROFILE } from './example-profile'
import { exportAccount } from './export-account'
import { getProfile } from './get-profile'
import { getUser } from './get-user'
import { listUsers } from './list-users'
import { register } from '@/lib/registration/register'
import { requestEmailChange } from '@/lib/email-change/request-email-change'
import { resendVerification } from '@/lib/registration/resend-verification'
import { scheduleDeletion } from './schedule-deletion'
import {
  requestEmailChangeSchema,
  deleteAccountSchema,
  listUsersQuerySchema,
  profileObjectSchema,
  publicUserObjectSchema,
  registerSchema,
  resendVerificationSchema,
  updateProfileSchema,
  verifyEmailSchema,
} from './schemas'
import { updateProfile } from './update-profile'
import { updateUser } from './update-user'
import { verifyEmail } from '@/lib/registration/verify-email'

const registration = 'Registration'
const profile = 'Profile'
const users = 'Users'

const EXAMPLE_USER = publicUserObjectSchema.parse(EXAMPLE_PROFILE)

export const registerEndpoint = endpoint({
  path: '/api/v1/register',
  method: 'POST',
  operationId: 'register',
  summary: 'Register',
  description:
    'Emails a code and a link to the address. If the address already has an account, the response is the same, and its owner is notified. Where verification is optional, the account is created at once and the response contains tokens.',
  tag: registration,
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
  tag: registration,
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
  tag: registration,
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

export const getProfileEndpoint = endpoint({
  path: '/api/v1/profile',
  method: 'GET',
  operationId: 'getProfile',
  summary: 'Get your profile',
  tag: profile,
  auth: 'required',
  success: { status: 200, description: 'The profile.', schema: profileObjectSchema },
  errors: [],
  example: { success: EXAMPLE_PROFILE },
  handle: async (_call, ctx) => ({ body: profileObject(await getProfile(ctx)) }),
})

const update = {
  summary: 'Update your profile',
  description: 'Changes only the fields in the request. Unknown fields are ignored.',
  auth: 'required',
  body: updateProfileSchema,
  success: { status: 200, description: 'The updated profile.', schema: profileObjectSchema },
  example: { body: { name: EXAMPLE_PROFILE.name, location: EXAMPLE_PROFILE.location }, success: EXAMPLE_PROFILE },
} as const

export const patchProfileEndpoint = endpoint({
  ...update,
  path: '/api/v1/profile',
  method: 'PATCH',
  operationId: 'patchProfile',
  tag: profile,
  errors: ['username_taken'],
  handle: async ({ body }: ApiCall<z.output<typeof updateProfileSchema>>, ctx: Context) => {
    await updateProfile(body, ctx)
    return { body: profileObject(await getProfile(ctx)) }
  },
})
export const putProfileEndpoint = endpoint({ ...patchProfileEndpoint, method: 'PUT', operationId: 'putProfile' })

export const deleteProfileEndpoint = endpoint({
  path: '/api/v1/profile',
  method: 'DELETE',
  operationId: 'deleteProfile',
  summary: 'Delete your account',
  description:
    'Schedules the deletion and revokes every session. Logging in within 14 days cancels it. The last administrator cannot be deleted: 403.',
  tag: profile,
  auth: 'required',
  body: deleteAccountSchema,
  success: {
    status: 202,
    description: 'The deletion is scheduled.',
    schema: messageSchema.extend({ deletion_due_at: z.iso.datetime() }),
  },
  errors: ['wrong_password', 'forbidden', 'too_many_requests', 'busy'],
  example: {
    body: { password: 'violet-anchor-47-meadow' },
    success: { message: 'Account deletion scheduled', deletion_due_at: '2026-02-19T18:03:44.000Z' },
  },
  handle: async ({ body }, ctx) => {
    const dueAt = await scheduleDeletion(body, ctx)
    return { body: { message: 'Account deletion scheduled', deletion_due_at: dueAt.toISOString() } }
  },
})

export const requestEmailChangeEndpoint = endpoint({
  path: '/api/v1/profile/email',
  method: 'POST',
  operationId: 'changeEmail',
  summary: 'Change your email address',
  description:
    'Takes effect once the link emailed to the new address is confirmed. The old address is notified, with an undo link: ' +
    'an undo revokes every session, and the password stops working until the owner sets a new one with an emailed link.',
  tag: profile,
  auth: 'required',
  body: requestEmailChangeSchema,
  success: { status: 200, description: 'The request is accepted.', schema: messageSchema },
  errors: ['wrong_password', 'too_many_requests', 'busy'],
  example: {
    body: { new_email: 'countess@example.com', password: 'violet-anchor-47-meadow' },
    success: { message: 'Confirm the change by the link sent to your new address' },
  },
  handle: async ({ body }, ctx) => {
    await requestEmailChange(body, ctx)
    return { body: { message: 'Confirm the change by the link sent to your new address' } }
  },
})

export const exportEndpoint = endpoint({
  path: '/api/v1/profile/export',
  method: 'GET',
  operationId: 'exportProfile',
  summary: 'Export your data',
  tag: profile,
  auth: 'required',
  success: {
    status: 200,
    description: 'A zip file of JSON files and the profile picture.',
    contentType: 'application/zip',
  },
  errors: ['too_many_requests'],
  handle: async (_call, ctx) => ({
    bytes: { content: await exportAccount(ctx), type: 'application/zip', filename: 'account.zip' },
  }),
})

export const listUsersEndpoint = endpoint({
  path: '/api/v1/users',
  method: 'GET',
  operationId: 'listUsers',
  summary: 'Find users',
  description:
    '`q` matches the start of a username or name, never of an email address. `next` is the URL of the next page, or null.',
  tag: users,
  auth: 'required',
  query: listUsersQuerySchema,
  success: {
    status: 200,
    description: 'A page of active users.',
    schema: z.object({ results: z.array(publicUserObjectSchema), next: z.string().nullable() }),
  },
  errors: [],
  example: {
    success: {
      results: [EXAMPLE_USER],
      next: `https://accounts.example.com/api/v1/users?limit=20&cursor=${EXAMPLE_USER.id}`,
    },
  },
  handle: async ({ query: { q, cursor, limit } }, ctx) => {
    const { users: found, nextCursor } = await listUsers({ query: q, cursor, limit }, ctx)
    const next =
      nextCursor && appLink('/api/v1/users', { ...(q ? { q } : {}), limit: String(limit), cursor: nextCursor })
    return { body: { results: found.map(publicUserObject), next } }
  },
})

export const getUserEndpoint = endpoint({
  path: '/api/v1/users/{id}',
  method: 'GET',
  operationId: 'getUser',
  summary: 'Get a user',
  tag: users,
  auth: 'required',
  success: { status: 200, description: 'The user.', schema: publicUserObjectSchema },
  errors: ['not_found'],
  example: { success: EXAMPLE_USER },
  handle: async ({ params }, ctx) => ({ body: publicUserObject(await getUser({ id: params.id ?? '' }, ctx)) }),
})

export const patchUserEndpoint = endpoint({
  ...update,
  path: '/api/v1/users/{id}',
  method: 'PATCH',
  operationId: 'patchUser',
  description: 'Only for your own id; for any other the response is 403 and nothing changes.',
  tag: users,
  errors: ['forbidden', 'username_taken'],
  handle: async ({ body, params }: ApiCall<z.output<typeof updateProfileSchema>>, ctx: Context) => {
    await updateUser({ id: params.id ?? '', ...body }, ctx)
    return { body: profileObject(await getProfile(ctx)) }
  },
})
export const putUserEndpoint = endpoint({ ...patchUserEndpoint, method: 'PUT', operationId: 'putUser' })
