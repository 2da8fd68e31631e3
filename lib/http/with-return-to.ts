/** A page of ours with word of where the person was going, so that it can lead on there. */
export function withReturnTo(page: `/${string}`, returnTo: string | undefined): `/${string}` {
  return returnTo ? `${page}?callbackUrl=${encodeURIComponent(returnTo)}` : page
}

/** The query parameter by which the log-in page is for somebody else than the person who is logged in. */
export const OTHER_ACCOUNT = 'other-account'

/** The log-in page for another account than the one that is logged in; it leads on to a page of ours. */
export function logInAsOtherPath(returnTo: string): `/${string}` {
  return `/login?${new URLSearchParams({ [OTHER_ACCOUNT]: '', callbackUrl: returnTo }).toString()}`
}
