/** A page of an older service, and our page that does the same. */
type OldPage = { source: string; destination: string }

/**
 * Django's own pages. A form that is still open there is not sent on, with a password: browsers follow a 303 by GET.
 */
const PAGES: OldPage[] = [
  { source: '/password_reset{/}?', destination: '/forgot-password' },
  { source: '/password_reset/done{/}?', destination: '/forgot-password' },
  { source: '/password_change{/}?', destination: '/change-password' },
  { source: '/password_change/done{/}?', destination: '/profile' },
  { source: '/reset/done{/}?', destination: '/login' },
]

/** Pages that had another name in an earlier version: emails that were sent before an upgrade link to them. */
const RENAMED_PAGES: OldPage[] = [
  { source: '/confirm-address', destination: '/confirm-email-change' },
  { source: '/undo-address-change', destination: '/undo-email-change' },
]

/** What was emailed before the move. Its tokens are the older service's: they are not read. */
const LINKS: OldPage[] = [
  { source: '/activate/:uidb64/:token{/}?', destination: '/old-link?for=verification' },
  ...['/reset', '/reset-password', '/password_reset', '/password-reset', '/password_reset/confirm'].map((path) => ({
    source: `${path}/:uidb64/:token{/}?`,
    destination: '/old-link?for=reset',
  })),
]

/** The redirects of the older services' pages and of our own renamed ones, in Next's form. A query string is kept. */
export function oldPageRedirects() {
  return [...PAGES, ...RENAMED_PAGES].map((page) => ({ ...page, statusCode: 303 as const }))
}

/** Links that were emailed by the older services, in the form of Next's rewrites. */
export const OLD_LINK_REWRITES = LINKS
