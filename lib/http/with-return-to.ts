/** One of our pages, with the path where the person continues afterwards. */
export function withReturnTo(page: `/${string}`, returnTo: string | undefined): `/${string}` {
  return returnTo ? `${page}?callbackUrl=${encodeURIComponent(returnTo)}` : page
}

/** The query parameter by which the login page is for someone else than the person who is logged in. */
export const OTHER_ACCOUNT = 'other-account'

/** The login page for another account than the one that is logged in; it continues to one of our pages. */
export function logInAsOtherPath(returnTo: string): `/${string}` {
  return `/login?${new URLSearchParams({ [OTHER_ACCOUNT]: '', callbackUrl: returnTo }).toString()}`
}
