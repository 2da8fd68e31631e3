import { publicUserObject } from '@/lib/accounts/api-objects'
import * as accounts from '@/lib/accounts/endpoints'
import { endpoint, type Endpoint } from '@/lib/api/endpoint'
import { appLink } from '@/lib/config/app-link'
import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import * as emailChange from '@/lib/email-change/endpoints'
import * as passwords from '@/lib/passwords/endpoints'
import * as registration from '@/lib/registration/endpoints'
import { logOut } from '@/lib/sessions/log-out'
import * as tokens from '@/lib/tokens/endpoints'
import { revokeToken } from '@/lib/tokens/revoke-token'
import { findUserId } from './find-user-id'
import { listUsersAsArray, listUsersByPage } from './list-users-by-page'
import { LEGACY_PATHS, type LegacyPath } from './paths'
import { logOutSchema, userListSchema, userPageQuerySchema } from './schemas'

const V1_ENDPOINTS = [registration, accounts, emailChange, passwords, tokens].flatMap((feature) =>
  Object.values<Endpoint>(feature),
)

/** A link to a page of users. */
const pageLink = (page: number, search: string | undefined) =>
  appLink('/users/', { ...(page > 1 ? { page: String(page) } : {}), ...(search ? { search } : {}) })

const listUsersEndpoint = endpoint({
  ...accounts.listUsersEndpoint,
  description: 'Active users in the order in which they joined.',
  query: userPageQuerySchema,
  success: { status: 200, description: 'A page of active users.', schema: userListSchema },
  errors: ['not_found'],
  example: {},
  handle: async ({ query: { page: wanted, search = '', q } }, ctx) => {
    const beginning = search || q
    if (config().listsLegacyUsersAsArray)
      return { body: (await listUsersAsArray({ search: beginning }, ctx)).map(publicUserObject) }
    const { users, count, page, pages } = await listUsersByPage({ search: beginning, page: wanted }, ctx)
    const next = page < pages ? pageLink(page + 1, beginning) : null
    const previous = page > 1 ? pageLink(page - 1, beginning) : null
    return { body: { count, next, previous, results: users.map(publicUserObject) } }
  },
})

const logOutEndpoint = endpoint({
  ...tokens.revokeEndpoint,
  auth: 'optional',
  body: logOutSchema,
  errors: ['not_authenticated'],
  handle: async ({ body: { refresh } }, ctx) => {
    if (!refresh && !ctx.actor) throw new AppError('not_authenticated')
    if (refresh) await revokeToken({ refresh }, ctx)
    await logOut({}, ctx)
    return { body: { message: 'Logged out successfully' } }
  },
})

/** Takes an account's number for its id too. */
function byNumber(v1: Endpoint): Endpoint {
  return {
    ...v1,
    handle: async (call, ctx) => v1.handle({ ...call, params: { id: await findUserId(call.params.id ?? '') } }, ctx),
  }
}

/** Your own account is answered in full, as it is to a change of it. */
const getUserEndpoint: Endpoint = {
  ...byNumber(accounts.getUserEndpoint),
  handle: async (call, ctx) => {
    const isOwn = (await findUserId(call.params.id ?? '')) === ctx.actor?.userId
    return (isOwn ? accounts.getProfileEndpoint : byNumber(accounts.getUserEndpoint)).handle(call, ctx)
  },
}

/** Where more differs than how an answer is written. */
const OWN_ENDPOINTS: Record<string, Endpoint> = {
  'POST /logout': logOutEndpoint,
  'GET /users': listUsersEndpoint,
  'GET /users/:id': getUserEndpoint,
  'PATCH /users/:id': byNumber(accounts.patchUserEndpoint),
  'PUT /users/:id': byNumber(accounts.putUserEndpoint),
}

/** A path of the table with the endpoint that answers one of its methods. */
export type LegacyEndpoint = { entry: LegacyPath; endpoint: Endpoint }

/** All of them, each method of a path by itself. */
export const LEGACY_ENDPOINTS: LegacyEndpoint[] = LEGACY_PATHS.flatMap((entry) =>
  entry.methods.map((method) => {
    const v1 = V1_ENDPOINTS.find((each) => each.path === openApiPath(entry.v1) && each.method === method)
    const found = OWN_ENDPOINTS[`${method} ${entry.path}`] ?? v1
    if (!found) throw new Error(`No endpoint for ${method} ${entry.path}`)
    return { entry, endpoint: found }
  }),
)

/** `/users/:id` → `/users/{id}` */
export function openApiPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}
