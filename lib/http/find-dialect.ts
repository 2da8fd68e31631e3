import { DIALECT_PATHS, type DialectPath } from './dialects'

/** The dialect's path that a request came by; null for the endpoints' own paths. */
export function findDialect(method: string, pathname: string): DialectPath | null {
  const path = pathname.replace(/\/+$/, '')
  return DIALECT_PATHS.find((entry) => entry.methods.some((known) => known === method) && matches(entry.path, path)) ?? null
}

/** `/users/:id` stands for one segment. */
function matches(pattern: string, path: string): boolean {
  const [expected, given] = [pattern.split('/'), path.split('/')]
  return expected.length === given.length && expected.every((segment, index) => segment.startsWith(':') || segment === given[index])
}
