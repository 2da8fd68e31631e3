import { DIALECT_PATHS, type DialectPath } from './dialects'
import { matchesPath } from './matches-path'

/** The dialect's path that a request came by; null for the endpoints' own paths. */
export function findDialect(method: string, pathname: string): DialectPath | null {
  return (
    DIALECT_PATHS.find(
      ({ methods, path }) => methods.some((known) => known === method) && matchesPath(path, pathname),
    ) ?? null
  )
}
