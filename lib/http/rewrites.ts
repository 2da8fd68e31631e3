import { DIALECT_PATHS } from './dialects'

type Condition = { type: 'header'; key: string; value?: string }
type Rewrite = { source: string; destination: string; has?: Condition[] }

const JSON_BODY: Condition = { type: 'header', key: 'content-type', value: 'application/json.*' }
const BEARER: Condition = { type: 'header', key: 'authorization', value: 'Bearer .*' }
const PREFLIGHT: Condition = { type: 'header', key: 'access-control-request-method' }
const WANTS_JSON: Condition = { type: 'header', key: 'accept', value: 'application/json.*' }

/**
 * How requests find their endpoint: every path with and without a trailing slash, directly, since a redirected POST loses its
 * body in many clients; and the paths of the older services. Where a page has the same path, the request's headers tell a
 * program from a browser.
 */
export function rewrites() {
  const dialects = DIALECT_PATHS.flatMap(({ path, v1, only }): Rewrite[] => {
    const rewrite = { source: `${path}{/}?`, destination: v1 }
    if (only === undefined) return [rewrite]
    // A preflight carries no body and no token, only the question.
    return [{ ...rewrite, has: [only === 'json' ? JSON_BODY : BEARER] }, { ...rewrite, has: [PREFLIGHT] }]
  })
  return {
    beforeFiles: dialects,
    afterFiles: [],
    // Whatever else a program asks for: /api answers 404 in JSON for every path that is no endpoint.
    fallback: [{ source: '/:path*', destination: '/api/not-found', has: [WANTS_JSON] }],
  }
}
