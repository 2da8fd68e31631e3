import type { z } from 'zod'
import type { ListedSession } from './list-sessions'
import type { sessionObjectSchema } from './schemas'

/** A session as programs get it. */
export function sessionObject({ createdAt, lastSeenAt, isCurrent, ...session }: ListedSession): z.input<typeof sessionObjectSchema> {
  return { ...session, created_at: createdAt.toISOString(), last_seen_at: lastSeenAt.toISOString(), current: isCurrent }
}
