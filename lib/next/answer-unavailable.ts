import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { processSingleton } from '@/lib/process-singleton'

/**
 * Has a request answered with 503 when it failed since the database is away. A page cannot choose its status, and Next's own for
 * a failure is 500: what stands before Next looks here when the answer begins (`scripts/support/unavailable-answer.mjs`).
 *
 * @returns whether it was the database
 */
export function answerUnavailable(error: unknown, requestId: string): boolean {
  const isUnavailable = isDatabaseUnavailable(error)
  if (isUnavailable) processSingleton('unavailable-requests', () => new Set<string>()).add(requestId)
  return isUnavailable
}
