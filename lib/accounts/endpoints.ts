import { z } from 'zod'
import { endpoint, type ApiCall } from '@/lib/api/endpoint'
import { appLink } from '@/lib/config/app-link'
import type { Context } from '@/lib/context'
import { messageSchema } from '@/lib/http/schemas'
import { profileObject, publicUserObject } from './api-objects'
import { EXAMPLE_PROFILE } from './example-profile'
import { exportAccount } from './export-account'
import { getProfile } from './get-profile'
import { getUser } from './get-user'
import { listUsers } from './list-users'
import { scheduleDeletion } from './schedule-deletion'
import {
  deleteAccountSchema,
  listUsersQuerySchema,
  profileObjectSchema,
  publicUserObjectSchema,
  updateProfileSchema,
} from './schemas'
import { updateProfile } from './update-profile'
import { updateUser } from './update-user'

const profile = 'Profile'
const users = 'Users'

const EXAMPLE_USER = publicUserObjectSchema.parse(EXAMPLE_PROFILE)

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
