import { profileObject } from '@/lib/accounts/api-objects'
import { EXAMPLE_PROFILE } from '@/lib/accounts/example-profile'
import { getProfile } from '@/lib/accounts/get-profile'
import { profileObjectSchema } from '@/lib/accounts/schemas'
import { endpoint } from '@/lib/api/endpoint'
import { removeAvatar } from './remove-avatar'
import { AVATAR_MAX_BYTES, AVATAR_TYPES } from './schemas'
import { setAvatar } from './set-avatar'

const path = '/api/v1/profile/avatar'
const tag = 'Profile'

export const putAvatarEndpoint = endpoint({
  path,
  method: 'PUT',
  operationId: 'putAvatar',
  summary: 'Set your picture',
  description:
    'A JPEG, PNG, WebP, GIF or AVIF of at most 5 MiB and 25 megapixels, as the field `avatar` of a form or as the body itself. Its middle square is cut out and encoded anew, without metadata. `avatar_url` is then a WebP of 256 pixels; with `-96.webp` or `-512.webp` at its end it is one of 96 or 512.',
  tag,
  auth: 'required',
  upload: { field: 'avatar', types: [...AVATAR_TYPES], maxBytes: AVATAR_MAX_BYTES },
  success: { status: 200, description: 'The profile as it is now.', schema: profileObjectSchema },
  errors: ['image_missing', 'image_not_supported', 'image_broken', 'image_not_plain', 'image_too_large', 'too_many_requests', 'busy'],
  example: { success: EXAMPLE_PROFILE },
  handle: async ({ upload }, ctx) => {
    await setAvatar({ picture: upload }, ctx)
    return { body: profileObject(await getProfile(ctx)) }
  },
})

export const deleteAvatarEndpoint = endpoint({
  path,
  method: 'DELETE',
  operationId: 'deleteAvatar',
  summary: 'Remove your picture',
  tag,
  auth: 'required',
  success: { status: 204, description: 'There is none now.' },
  errors: [],
  handle: async (_call, ctx) => {
    await removeAvatar({}, ctx)
    return {}
  },
})
