import { processSingleton } from '@/lib/process-singleton'

/*
 * The user columns that the statement which checked a request's session has read, for an answer that shows just those.
 * The actor keeps them as long as the request lasts, and only until it changes something: later answers read again.
 */
const rows = () => processSingleton('rows-of-requests', () => new WeakMap<object, unknown>())

/** Keeps what was read of an actor. */
export function keepRowOfRequest(actor: object, row: unknown): void {
  rows().set(actor, row)
}

/** What was read of an actor; undefined when it is not known, or may be out of date. */
export function rowOfRequest(actor: object): unknown {
  return rows().get(actor)
}

/** What was read of an actor may be out of date from here on. */
export function forgetRowOfRequest(actor: object): void {
  rows().delete(actor)
}
