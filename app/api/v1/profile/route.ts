import { profileObject } from '@/lib/accounts/api-objects'
import {
  deleteProfileEndpoint,
  getProfileEndpoint,
  patchProfileEndpoint,
  putProfileEndpoint,
} from '@/lib/accounts/endpoints'
import { getProfile } from '@/lib/accounts/get-profile'
import { scheduleDeletion } from '@/lib/accounts/schedule-deletion'
import type { updateProfileSchema } from '@/lib/accounts/schemas'
import { updateProfile } from '@/lib/accounts/update-profile'
import type { Context } from '@/lib/context'
import { apiRoutes, door, type ApiCall } from '@/lib/next/api-routes'
import type { z } from 'zod'

async function update({ body }: ApiCall<z.output<typeof updateProfileSchema>>, ctx: Context) {
  await updateProfile(body, ctx)
  return { body: profileObject(await getProfile(ctx)) }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(getProfileEndpoint, async (_call, ctx) => ({ body: profileObject(await getProfile(ctx)) })),
  door(patchProfileEndpoint, update),
  door(putProfileEndpoint, update),
  door(deleteProfileEndpoint, async ({ body }, ctx) => {
    const dueAt = await scheduleDeletion(body, ctx)
    return { body: { message: 'Account deletion scheduled', deletion_due_at: dueAt.toISOString() } }
  }),
)
