import { processSingleton } from '@/lib/process-singleton'

/*
 * What the statement that checked a request's session read of its user, for an answer that shows just that. Kept by the actor,
 * as long as the request lasts, and only until something is done in its name: what is shown after that is read anew.
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
