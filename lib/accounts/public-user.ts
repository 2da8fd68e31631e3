import { byField, PUBLIC_PROFILE_FIELDS } from './schemas'
import type { Profile } from './find-profile'

/** What every logged-in user may see of others: no email address, no phone number, no date except that of joining. */
export const PUBLIC_USER_COLUMNS = {
  id: true,
  number: true,
  ...byField(PUBLIC_PROFILE_FIELDS, () => true as const),
  avatarHash: true,
  createdAt: true,
} as const

export type PublicUser = Pick<Profile, keyof typeof PUBLIC_USER_COLUMNS>
