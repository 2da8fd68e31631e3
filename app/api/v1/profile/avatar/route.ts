import { profileObject } from '@/lib/accounts/api-objects'
import { getProfile } from '@/lib/accounts/get-profile'
import { deleteAvatarEndpoint, putAvatarEndpoint } from '@/lib/avatars/endpoints'
import { removeAvatar } from '@/lib/avatars/remove-avatar'
import { setAvatar } from '@/lib/avatars/set-avatar'
import { apiRoutes, door } from '@/lib/next/api-routes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(putAvatarEndpoint, async ({ upload }, ctx) => {
    await setAvatar({ picture: upload }, ctx)
    return { body: profileObject(await getProfile(ctx)) }
  }),
  door(deleteAvatarEndpoint, async (_call, ctx) => {
    await removeAvatar({}, ctx)
    return {}
  }),
)
