import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'

const cursorSchema = z.union([
  z.object({ by: z.literal('username'), key: z.string() }),
  z.object({ by: z.literal('name'), key: z.string(), id: z.string() }),
])

/** Where a page of found users ended: in which of the two orders, and at whom. */
export type UserCursor = z.output<typeof cursorSchema>

/** A cursor as text that an address takes as it is. */
export function encodeUserCursor(cursor: UserCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** @throws AppError `invalid_input` when it is none of ours */
export function decodeUserCursor(text: string): UserCursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw new AppError('invalid_input', { fieldErrors: { cursor: ['Follow `next`.'] } })
  }
}
