import { AsyncLocalStorage } from 'node:async_hooks'
import { processSingleton } from '@/lib/process-singleton'

/** What a request's log line says. Never anything secret, and nothing in a client's own words. */
export type RequestFacts = {
  requestId?: string
  /** The pattern of the endpoint: `/api/v1/users/{id}`. */
  route?: string | undefined
  /** The service of the legacy API by whose path the request came. */
  legacyService?: string | undefined
  /** Who acts, or has just logged in. */
  userId?: string
  /** The client's address. */
  ip?: string
}

/** The facts of the current request. One in the process, however many copies of this module a bundler makes. */
export const requestFacts = processSingleton('request-facts', () => new AsyncLocalStorage<RequestFacts>())

/** Adds to the log line of the current request. Outside a request it does nothing. */
export function noteRequest(facts: RequestFacts): void {
  const noted = requestFacts.getStore()
  if (noted) Object.assign(noted, facts)
}
