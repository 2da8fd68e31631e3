import { describeError } from './describe-error'
import { logger } from './logger'
import { requestFacts } from './request-facts'

/**
 * Logs an unexpected error as one JSON line, with the id of the current request. The line contains names and stack
 * frames, never the input: messages of a database driver may quote values.
 *
 * @param event what failed, in our own words
 */
export function logError(event: string, error: unknown, facts: Record<string, string> = {}): void {
  logger().error({ requestId: requestFacts.getStore()?.requestId, ...facts, ...describeError(error) }, event)
}
