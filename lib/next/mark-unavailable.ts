import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { processBridge } from '@/lib/process-bridge'

/**
 * Has a request answered with 503 when it failed because the database is unavailable. A page cannot choose its status,
 * and Next's own for a failure is 500: the server looks there when the answer begins (`lib/server/page-response.ts`).
 *
 * @returns whether it was the database
 */
export function markUnavailable(error: unknown, requestId: string): boolean {
  const isUnavailable = isDatabaseUnavailable(error)
  if (isUnavailable) processBridge.unavailableRequests.add(requestId)
  return isUnavailable
}
