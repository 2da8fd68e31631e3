import type { z } from 'zod'
import { englishDevices } from '@/lib/i18n/english-devices'
import { deviceName } from '@/lib/http/device-name'
import type { ListedSession } from './list-sessions'
import type { sessionObjectSchema } from './schemas'

/** A session as API clients get it. */
export function sessionObject({
  createdAt,
  lastSeenAt,
  authenticatedAt,
  isCurrent,
  userAgent,
  ...session
}: ListedSession): z.input<typeof sessionObjectSchema> {
  const client = deviceName(userAgent, englishDevices)
  return {
    ...session,
    client,
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
    authenticated_at: authenticatedAt.toISOString(),
    current: isCurrent,
  }
}
