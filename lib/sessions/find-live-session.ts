import type { Role } from '@/lib/access/permissions'
import { PROFILE_COLUMNS, type Profile } from '@/lib/accounts/find-profile'
import { config } from '@/lib/config/config'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import type { Actor } from '@/lib/context'
import { keepRowOfRequest } from '@/lib/db/row-of-request'
import { column, readRow, statement, writeNow } from '@/lib/db/statement'
import { noteRequest } from '@/lib/log/request-facts'

/** How old "last seen" may become before a request writes it again. */
const LAST_SEEN_RESOLUTION = MINUTE

/** A session and what requests need of its user. */
const SESSION = statement({
  name: 'session',
  sql: `SELECT s."kind", s."lastSeenAt", s."expiresAt", u."disabledAt", ${Object.keys(PROFILE_COLUMNS)
    .map((name) => `u."${name}"`)
    .join(', ')}
    FROM "Session" AS "s" JOIN "User" AS "u" ON u."id" = s."userId" WHERE s."id" = ?`,
  columns: {
    kind: column.text,
    lastSeenAt: column.time,
    expiresAt: column.time,
    disabledAt: column.timeOrNull,
    ...PROFILE_COLUMNS,
  },
})

/** Conditional, so that of parallel requests one writes. A session ended in the meantime is not brought back. */
const TOUCH = statement({
  name: 'session-touch',
  sql: 'UPDATE "Session" SET "lastSeenAt" = ? WHERE "id" = ? AND "lastSeenAt" < ?',
  columns: {},
})

/**
 * The actor of a session id, or null if the session was revoked, has expired (absolutely, or for a browser by being
 * idle), or its user is disabled. Checked at every request, so revoking takes effect at the next one (ASVS 7.4.2): one
 * prepared statement, whose other columns `getProfile` uses.
 */
export async function findLiveSession(sessionId: string, now: Date): Promise<Actor | null> {
  const row = await readRow(SESSION, [sessionId])
  if (!row) return null
  const { kind: sessionKind, lastSeenAt, expiresAt, disabledAt, ...profile } = row
  if (disabledAt || expiresAt <= now) return null
  const kind = sessionKind === 'browser' ? 'browser' : 'api'
  if (kind === 'browser' && addMilliseconds(lastSeenAt, config().sessionIdleTimeout) <= now) return null

  const staleSince = addMilliseconds(now, -LAST_SEEN_RESOLUTION)
  if (lastSeenAt < staleSince) await writeNow(TOUCH, [now, sessionId, staleSince])
  noteRequest({ userId: profile.id })
  const actor: Actor = { userId: profile.id, sessionId, sessionKind: kind, role: profile.role as Role }
  keepRowOfRequest(actor, profile satisfies Profile)
  return actor
}
