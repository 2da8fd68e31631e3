import { z } from 'zod'
import { requireActor } from '@/lib/access/require-actor'
import type { AuditEventType } from '@/lib/audit/events'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'

/** The events that users see: everything that happens to an existing account. */
export const ACTIVITY_EVENTS = [
  'account.registered',
  'account.created',
  'account.updated',
  'account.role_changed',
  'account.exported',
  'account.deletion_scheduled',
  'account.deletion_undone',
  'email.verified',
  'email.change_requested',
  'email.changed',
  'email.change_undone',
  'login.succeeded',
  'login.failed',
  'login.locked',
  'logout',
  'session.ended',
  'session.refresh_replayed',
  'password.changed',
  'password.reset_requested',
  'password.reset',
] as const satisfies AuditEventType[]

const PAGE_SIZE = 30
/** The format of an event's id. Anything else must not reach the database, which may fail on it. */
const idSchema = z.uuid()

export type Activity = {
  id: string
  type: (typeof ACTIVITY_EVENTS)[number]
  createdAt: Date
  ip: string
  /** The raw header. Show `deviceName` of it, never the header itself. */
  userAgent: string
  /** Whether someone else did it, such as an administrator. */
  isByOther: boolean
}

/**
 * What happened to the caller's account, newest first, one page at a time.
 *
 * @param before the id of the last event on the previous page; any id that is not the caller's returns the first page
 * @returns the page, and the `before` of the next page, or null
 * @throws AppError `not_authenticated`
 */
export async function listActivity(
  { before }: { before: string | null },
  ctx: Context,
): Promise<{ events: Activity[]; next: string | null }> {
  const { userId } = requireActor(ctx)
  const db = await database()
  const id = idSchema.safeParse(before).data
  const last = id && (await db.auditEvent.findFirst({ where: { id, userId }, select: { id: true, createdAt: true } }))
  const isOlder = last
    ? { OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }] }
    : {}
  const rows = await db.auditEvent.findMany({
    where: { userId, type: { in: [...ACTIVITY_EVENTS] }, ...isOlder },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    select: { id: true, type: true, createdAt: true, ip: true, userAgent: true, actorId: true },
  })
  const events = rows.slice(0, PAGE_SIZE).map(({ actorId, type, ...event }) => ({
    ...event,
    type: type as Activity['type'],
    isByOther: actorId !== null && actorId !== userId,
  }))
  return { events, next: rows.length > PAGE_SIZE ? (events.at(-1)?.id ?? null) : null }
}
