import { OLD_LINK_REWRITES } from './old-pages'
import { LEGACY_PATHS } from './paths'

type Condition = { type: 'header'; key: string; value?: string }
type Rewrite = { source: string; destination: string; has?: Condition[]; missing?: Condition[] }

/** Set by proxy.ts on what `isApiRequest` takes for an API client's: a rewrite cannot ask for a method. */
export const API_REQUEST_HEADER = 'x-vestibule-api-request'
/** Answers 404 in JSON, as /api does for every path that is no endpoint. */
const NOT_FOUND = '/api/not-found'

/** The proxy is not shown that a request is for a part of a page; rewrites are. */
const BY_API_CLIENT = {
  has: [{ type: 'header', key: API_REQUEST_HEADER }],
  missing: [{ type: 'header', key: 'rsc' }],
} satisfies Partial<Rewrite>

/**
 * How requests reach the API where Next answers it: the legacy paths with and without a trailing slash, directly, since
 * a redirected POST loses its body in many clients. What leads nowhere is 404 in JSON to API clients on either mount.
 */
export function rewrites() {
  return {
    beforeFiles: LEGACY_PATHS.map(({ path, v1, isPageToo }): Rewrite => ({
      source: `${path}{/}?`,
      destination: v1,
      ...(isPageToo ? BY_API_CLIENT : {}),
    })),
    afterFiles: OLD_LINK_REWRITES,
    fallback: [
      ...legacyRoots().map((root): Rewrite => ({ source: `${root}/:path*`, destination: NOT_FOUND })),
      { source: '/:path*', destination: NOT_FOUND, ...BY_API_CLIENT },
    ],
  }
}

/** The prefixes of the older services' own paths: an unknown path below one is not a page either. */
function legacyRoots(): string[] {
  const own = LEGACY_PATHS.filter(({ path, isPageToo }) => !isPageToo && !path.startsWith('/api/'))
  return [...new Set(own.map(({ path }) => `/${path.split('/')[1]}`))]
}
