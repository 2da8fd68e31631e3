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
  summary: 'Set your profile picture',
  description:
    'A JPEG, PNG, WebP, GIF or AVIF of at most 5 MiB and 25 megapixels, as the field `avatar` of a form or as the request body. It is cropped to the square at its centre and re-encoded without metadata. `avatar_url` is then a WebP of 256 pixels; replace its ending `-256.webp` with `-96.webp` or `-512.webp` for the other sizes.',
  tag,
  auth: 'required',
  upload: { field: 'avatar', types: [...AVATAR_TYPES], maxBytes: AVATAR_MAX_BYTES },
  success: { status: 200, description: 'The updated profile.', schema: profileObjectSchema },
  errors: [
    'image_missing',
    'image_not_supported',
    'image_broken',
    'image_not_plain',
    'image_too_large',
    'too_many_requests',
    'busy',
  ],
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
  summary: 'Remove your profile picture',
  tag,
  auth: 'required',
  success: { status: 204, description: 'The profile picture is removed, if there was one.' },
  errors: [],
  handle: async (_call, ctx) => {
    await removeAvatar({}, ctx)
    return {}
  },
})
