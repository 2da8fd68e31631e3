import { isApiRequest } from './is-api-request'
import { LEGACY_PATHS, type LegacyPath } from './paths'

/** What a request's path leads to. */
export type FoundLegacyPath = {
  path: string
  /** All of the table with this path. */
  entries: LegacyPath[]
  params: Record<string, string>
}

const PATHS = [...new Set(LEGACY_PATHS.map(({ path }) => path))].map((path) => ({
  path,
  segments: path.split('/'),
  entries: LEGACY_PATHS.filter((entry) => entry.path === path),
}))

/**
 * The legacy path of a request, with or without trailing slashes and in upper or lower case; null for any other path,
 * or if a page answers this request.
 *
 * @param pathname as received
 */
export function findLegacyPath({
  method,
  pathname,
  headers,
}: {
  method: string
  pathname: string
  headers: Readonly<Record<string, string | undefined>>
}): FoundLegacyPath | null {
  const given = pathname.replace(/\/+$/, '').split('/')
  for (const { path, segments, entries } of PATHS) {
    const params = paramsOf(segments, given)
    if (!params) continue
    if (entries.some(({ isPageToo }) => isPageToo) && !isApiRequest({ method, headers })) return null
    return { path, entries, params }
  }
  return null
}

function paramsOf(expected: string[], given: string[]): Record<string, string> | null {
  if (expected.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of expected.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith(':')) {
      const text = decoded(value)
      if (text === null) return null
      params[segment.slice(1)] = text
    } else if (segment !== value.toLowerCase()) return null
  }
  return params
}

/** Null for escapes that do not decode: without our server in front, nothing has refused them yet. */
function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
