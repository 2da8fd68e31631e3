import type { FoundEndpoint } from './api-format'
import { API_ENDPOINTS } from './api-endpoints'
import type { ApiRequest } from './api-request'
import type { Endpoint } from './endpoint'

type Route = { path: string; segments: string[]; endpoints: Endpoint[] }

const ROUTES: Route[] = [...new Set(API_ENDPOINTS.map(({ path }) => path))].map((path) => ({
  path,
  segments: path.split('/'),
  endpoints: API_ENDPOINTS.filter((endpoint) => endpoint.path === path),
}))
const ROUTE_OF_PATH = new Map(ROUTES.map((route) => [route.path, route]))
const ROUTES_WITH_PARAMETERS = ROUTES.filter(({ path }) => path.includes('{'))

/** The endpoint for a request, with or without a trailing slash; null for unknown paths and those of the legacy API. */
export function findEndpoint({ method, pathname }: Pick<ApiRequest, 'method' | 'pathname'>): FoundEndpoint | null {
  const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname
  const route = ROUTE_OF_PATH.get(path)
  if (route) return foundEndpoint(route, { method, params: {} })

  const segments = path.split('/')
  for (const candidate of ROUTES_WITH_PARAMETERS) {
    const params = paramsOf(candidate.segments, segments)
    if (params) return foundEndpoint(candidate, { method, params })
  }
  return null
}

/** The endpoint of a path for a method, and the methods that the path supports. */
export function foundEndpoint(
  { path, endpoints }: Pick<Route, 'path' | 'endpoints'>,
  { method, params }: { method: string; params: Record<string, string> },
): FoundEndpoint {
  const wanted = method === 'HEAD' ? 'GET' : method
  return {
    path,
    endpoint: endpoints.find((each) => each.method === wanted) ?? null,
    allowed: endpoints.flatMap((each) => (each.method === 'GET' ? ['GET', 'HEAD'] : [each.method])),
    params,
  }
}

/** Null when the path does not match the pattern. */
function paramsOf(expected: string[], given: string[]): Record<string, string> | null {
  if (expected.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of expected.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decodeEscapes(value)
    else if (segment !== value) return null
  }
  return params
}

/** Invalid escapes are left as they are: no id has a percent sign. */
function decodeEscapes(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
