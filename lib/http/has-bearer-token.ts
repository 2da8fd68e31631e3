import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * Whether a request shows the one token that opens a door to API clients of the operator. Compared in constant time:
 * how long the answer takes reveals nothing about how much was right.
 *
 * @param authorization the header as received
 */
export function hasBearerToken(authorization: string | null, token: string): boolean {
  const shown = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? ''
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(shown), digest(token))
}
