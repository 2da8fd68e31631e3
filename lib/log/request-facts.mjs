import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * What a request's log line tells, found out on the way through the product. Never anything secret, and nothing in a
 * client's own words.
 *
 * @typedef {object} RequestFacts
 * @property {string} [requestId]
 * @property {string} [route] the pattern of the endpoint: `/api/v1/users/{id}`
 * @property {string} [dialect] by whose older path the request came
 * @property {string} [userId] who acts, or has just logged in
 * @property {string} [ip] the client's address
 */

const FACTS = Symbol.for('vestibule.request-facts')
const store = /** @type {Record<symbol, AsyncLocalStorage<RequestFacts> | undefined>} */ (/** @type {unknown} */ (globalThis))

/** The facts of the request at hand. One in the process, however many copies of this module a bundler makes. */
export const requestFacts = (store[FACTS] ??= new AsyncLocalStorage())

/**
 * Adds to the log line of the request at hand. Outside a request it does nothing.
 * @param {RequestFacts} facts
 */
export function noteRequest(facts) {
  const noted = requestFacts.getStore()
  if (noted) Object.assign(noted, facts)
}
