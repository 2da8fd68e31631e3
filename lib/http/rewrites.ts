import { DIALECT_PATHS } from './dialects'
import { METHOD_OF_NO_PAGE, PROGRAM_HEADERS, type HeaderCondition } from './program-headers'

type Rewrite = { source: string; destination: string; has?: HeaderCondition[] }

const PREFLIGHT: HeaderCondition = { type: 'header', key: 'access-control-request-method' }
/** Answers 404 in JSON, as /api does for every path that is no endpoint. */
const NOT_FOUND = '/api/not-found'

/**
 * How requests find their endpoint: every path with and without a trailing slash, directly, since a redirected POST loses its
 * body in many clients; and the paths of the older services. Where a page has the same path, the request's headers or its
 * method tell a program from a browser.
 */
export function rewrites() {
  const dialects = DIALECT_PATHS.flatMap(({ path, v1, only }): Rewrite[] => {
    const rewrite = { source: `${path}{/}?`, destination: v1 }
    if (only === undefined) return [rewrite]
    // A preflight carries no body and no token, only the question.
    return [PROGRAM_HEADERS[only], PREFLIGHT, METHOD_OF_NO_PAGE].map((header) => ({ ...rewrite, has: [header] }))
  })
  return {
    beforeFiles: dialects,
    afterFiles: [],
    fallback: [
      ...dialectRoots().map((root): Rewrite => ({ source: `${root}/:path*`, destination: NOT_FOUND })),
      ...[...Object.values(PROGRAM_HEADERS), PREFLIGHT].map((header): Rewrite => ({ source: '/:path*', destination: NOT_FOUND, has: [header] })),
    ],
  }
}

/** Where the older services' own paths begin: what lies below and is none of them is no page either. */
function dialectRoots(): string[] {
  const own = DIALECT_PATHS.filter(({ path, only }) => only === undefined && !path.startsWith('/api/'))
  return [...new Set(own.map(({ path }) => `/${path.split('/')[1]}`))]
}
