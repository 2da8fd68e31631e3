import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'

/**
 * By what a client knows its user: the `user_id` of tokens, as clients of SimpleJWT read it. On a legacy path it is the
 * account's number, unless LEGACY_ID says otherwise.
 */
export function clientUserIdOf(
  { userId, number }: { userId: string; number: number | null },
  { client }: Pick<Context, 'client'>,
): string | number {
  const isNumber = client === 'legacy-api' && config().legacyId === 'number'
  return isNumber && number !== null ? number : userId
}
