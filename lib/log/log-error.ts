import { describeError } from './describe-error'
import { logger } from './logger'
import { requestFacts } from './request-facts'

/**
 * Logs a fault of ours as one JSON line, with the id of the request at hand. The line holds names and stack frames,
 * never the input that led there: messages of a database driver may quote values.
 *
 * @param event what failed, in our own words
 */
export function logError(event: string, error: unknown, facts: Record<string, string> = {}): void {
  logger().error({ requestId: requestFacts.getStore()?.requestId, ...facts, ...describeError(error) }, event)
}
