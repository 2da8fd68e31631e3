import { SHOWN_FOR, type ShownFor } from '@/lib/forms/shown-for'

/**
 * By which the proxy says a page's own path: a form is posted to its page, and a browser says no path in `Referer` to
 * us.
 */
export const PAGE_PATH_HEADER = 'x-page-path'

/**
 * The page that says whose session this is, for what the page itself cannot answer: a plain form, a plain upload, a
 * download.
 *
 * @param shownFor as the request says: whom it was shown for
 * @param path of the page that it was sent from
 */
export function otherAccountPath(shownFor: ShownFor, path: string): `/${string}` {
  return `/other-account?${new URLSearchParams({ [SHOWN_FOR]: shownFor, to: path }).toString()}`
}
