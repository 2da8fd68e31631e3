import { profileObject, publicUserObject } from '@/lib/accounts/api-objects'
import { getUserEndpoint, patchUserEndpoint, putUserEndpoint } from '@/lib/accounts/endpoints'
import { getProfile } from '@/lib/accounts/get-profile'
import { getUser } from '@/lib/accounts/get-user'
import type { updateProfileSchema } from '@/lib/accounts/schemas'
import { updateUser } from '@/lib/accounts/update-user'
import type { Context } from '@/lib/context'
import { apiRoutes, door, type ApiCall } from '@/lib/next/api-routes'
import type { z } from 'zod'

async function update({ body, params }: ApiCall<z.output<typeof updateProfileSchema>>, ctx: Context) {
  await updateUser({ id: params.id ?? '', ...body }, ctx)
  return { body: profileObject(await getProfile(ctx)) }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(getUserEndpoint, async ({ params }, ctx) => ({ body: publicUserObject(await getUser({ id: params.id ?? '' }, ctx)) })),
  door(patchUserEndpoint, update),
  door(putUserEndpoint, update),
)
