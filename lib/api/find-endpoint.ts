import { DIALECT_PATHS, type DialectPath } from '@/lib/http/dialects'
import type { Endpoint } from '@/lib/api/endpoint'
import { isProgramHeader } from '@/lib/http/program-headers'
import { API_ENDPOINTS } from './api-endpoints'
import type { ApiRequest } from './api-request'

/** What a request's path leads to. */
export type FoundEndpoint = {
  /** The endpoint's pattern: `/api/v1/users/{id}`. */
  path: string
  /** Null when the path takes other methods only. */
  endpoint: Endpoint | null
  /** The methods that the path takes, HEAD among them, for `Allow`. */
  allowed: string[]
  params: Record<string, string>
  /** Set when the request came by an older service's path. */
  dialect: DialectPath | null
}

type Route = { path: string; segments: string[]; endpoints: Endpoint[] }
type LegacyRoute = { segments: string[]; entries: DialectPath[] }

/** What browsers send to a page. */
const PAGE_METHODS = ['GET', 'HEAD', 'POST']

const ROUTES: Route[] = pathsOf(API_ENDPOINTS).map((path) => ({
  path,
  segments: path.split('/'),
  endpoints: API_ENDPOINTS.filter((endpoint) => endpoint.path === path),
}))
const ROUTE_OF_PATH = new Map(ROUTES.map((route) => [route.path, route]))
const ROUTES_WITH_PARAMETERS = ROUTES.filter(({ path }) => path.includes('{'))
const LEGACY_ROUTES: LegacyRoute[] = pathsOf(DIALECT_PATHS).map((path) => ({
  segments: inBraces(path).split('/'),
  entries: DIALECT_PATHS.filter((entry) => entry.path === path),
}))

/**
 * The endpoint of a request, by the API's own path or by an older service's; null when it is not one to the API. Paths are
 * taken with and without a trailing slash. Where a page has the same path, a request is one to the API by its headers or its
 * method.
 */
export function findEndpoint({ method, pathname, headers }: Pick<ApiRequest, 'method' | 'pathname' | 'headers'>): FoundEndpoint | null {
  const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname
  const route = ROUTE_OF_PATH.get(path)
  if (route) return found(route, { method, params: {}, entries: null })

  const segments = path.split('/')
  for (const candidate of ROUTES_WITH_PARAMETERS) {
    const params = paramsOf(candidate.segments, segments)
    if (params) return found(candidate, { method, params, entries: null })
  }
  return findLegacyEndpoint({ method, segments: pathname.replace(/\/+$/, '').split('/'), headers })
}

function findLegacyEndpoint({ method, segments, headers }: Pick<ApiRequest, 'method' | 'headers'> & { segments: string[] }): FoundEndpoint | null {
  for (const { segments: expected, entries } of LEGACY_ROUTES) {
    const params = paramsOf(expected, segments, true)
    if (!params || !entries.some((entry) => isToApi(entry, { method, headers }))) continue
    const [{ v1 } = { v1: '' }] = entries
    const route = ROUTE_OF_PATH.get(inBraces(v1))
    if (route) return found(route, { method, params, entries })
  }
  return null
}

/** A preflight carries neither body nor token, only the question. */
function isToApi({ only }: DialectPath, { method, headers }: Pick<ApiRequest, 'method' | 'headers'>): boolean {
  return (
    only === undefined ||
    isProgramHeader(only, headers) ||
    headers['access-control-request-method'] !== undefined ||
    !PAGE_METHODS.includes(method)
  )
}

/** An older service's path takes the methods that it always took, not all of the endpoint behind it. */
function found(
  { path, endpoints }: Route,
  { method, params, entries }: { method: string; params: Record<string, string>; entries: DialectPath[] | null },
): FoundEndpoint {
  const wanted = method === 'HEAD' ? 'GET' : method
  const listed = entries?.flatMap(({ methods }): string[] => methods)
  const taken = endpoints.filter((each) => listed?.includes(each.method) ?? true)
  return {
    path,
    endpoint: taken.find((each) => each.method === wanted) ?? null,
    allowed: taken.flatMap((each) => (each.method === 'GET' ? ['GET', 'HEAD'] : [each.method])),
    params,
    dialect: entries?.find(({ methods }) => methods.some((known) => known === wanted)) ?? null,
  }
}

/** Null when a path is not of the pattern. Escapes have been decoded: a server refuses those that make no text. */
function paramsOf(expected: string[], given: string[], isAnyCase = false): Record<string, string> | null {
  if (expected.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of expected.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decodeURIComponent(value)
    else if (segment !== (isAnyCase ? value.toLowerCase() : value)) return null
  }
  return params
}

function pathsOf(entries: readonly { path: string }[]): string[] {
  return [...new Set(entries.map(({ path }) => path))]
}

/** `/users/:id` → `/users/{id}` */
function inBraces(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}
