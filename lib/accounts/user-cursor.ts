import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'

/** Text that every database accepts: PostgreSQL refuses NUL. */
const text = z.string().refine((given) => given.isWellFormed() && !given.includes('\u0000'))
const cursorSchema = z.union([
  z.object({ by: z.literal('username'), key: text }),
  z.object({ by: z.literal('name'), key: text, id: text }),
])

/** Where a page of search results ended: in which of the two orders, and at which user. */
export type UserCursor = z.output<typeof cursorSchema>

/** A cursor as text that needs no escaping in a URL. */
export function encodeUserCursor(cursor: UserCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** @throws AppError `invalid_input` when it is not a cursor that we issued */
export function decodeUserCursor(cursor: string): UserCursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new AppError('invalid_input', { fieldErrors: { cursor: ['Follow `next`.'] } })
  }
}
