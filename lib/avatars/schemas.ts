import { z } from 'zod'

/** What a picture may weigh when it comes in: 5 MiB. */
export const AVATAR_MAX_BYTES = 5 * 1024 * 1024

/** The sides of the squares that are made of it, in pixels. */
export const AVATAR_SIZES = [96, 256, 512] as const

export type AvatarSize = (typeof AVATAR_SIZES)[number]

/** What can be made a picture of: the names that a browser's file dialogue knows. What a file is, its bytes say. */
export const AVATAR_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const

/** The form with nothing but a button. */
export const removeAvatarSchema = z.object({})
