import { z } from 'zod'

/** The maximum size of an uploaded image: 5 MiB. */
export const AVATAR_MAX_BYTES = 5 * 1024 * 1024

/** The side lengths of the stored squares, in pixels. */
export const AVATAR_SIZES = [96, 256, 512] as const

export type AvatarSize = (typeof AVATAR_SIZES)[number]

/** Accepted types, for a browser's file dialog. The server checks the bytes instead. */
export const AVATAR_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const

/** A form with only a button. */
export const removeAvatarSchema = z.object({})
