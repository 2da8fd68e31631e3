/**
 * Whom a page was shown for: `<mark>.<username>`, or empty for a stranger. The mark names the account (`accountMark`),
 * and nothing else is decided by it; the username is there to be read, and nothing is decided by it.
 *
 * It is no secret, no CSRF token and no authorisation: it only lets the server refuse what a page of one account sends
 * in the session of another (S63).
 */
export type ShownFor = string

/** The hidden field of each form, and the query parameter of links and plain uploads, that says it. */
export const SHOWN_FOR = 'shownFor'
/** The header by which a script says the mark alone: a header has no room for every username. */
export const SHOWN_FOR_HEADER = 'X-Shown-For'

/** The mark in a {@link ShownFor}; empty for a stranger. */
export function markOf(shownFor: ShownFor): string {
  return shownFor.split('.', 1)[0] ?? ''
}

/** The username in a {@link ShownFor}, as the sender claims it; empty for a stranger. */
export function usernameOf(shownFor: ShownFor): string {
  return shownFor.slice(markOf(shownFor).length + 1)
}

/** One of our paths, with the account that the link to it was shown for. */
export function withShownFor(path: `/${string}`, shownFor: ShownFor): `/${string}` {
  return `${path}?${new URLSearchParams({ [SHOWN_FOR]: shownFor }).toString()}`
}
