/** What every logged-in person may see of another: no address, no phone, no dates but the first. */
export const PUBLIC_USER_COLUMNS = {
  id: true,
  number: true,
  username: true,
  name: true,
  bio: true,
  location: true,
  website: true,
  avatarHash: true,
  createdAt: true,
} as const

export type PublicUser = {
  id: string
  number: number | null
  username: string
  name: string
  bio: string
  location: string
  website: string
  avatarHash: string | null
  createdAt: Date
}
