import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'

/** What a database takes: PostgreSQL refuses NUL. */
const text = z.string().refine((given) => given.isWellFormed() && !given.includes('\u0000'))
const cursorSchema = z.union([
  z.object({ by: z.literal('username'), key: text }),
  z.object({ by: z.literal('name'), key: text, id: text }),
])

/** Where a page of found users ended: in which of the two orders, and at whom. */
export type UserCursor = z.output<typeof cursorSchema>

/** A cursor as text that an address takes as it is. */
export function encodeUserCursor(cursor: UserCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** @throws AppError `invalid_input` for a cursor that we did not issue */
export function decodeUserCursor(cursor: string): UserCursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new AppError('invalid_input', { fieldErrors: { cursor: ['Follow `next`.'] } })
  }
}
