import { DIALECT_PATHS } from './dialects'
import { matchesPath } from './matches-path'
import { isProgramHeader } from './program-headers'

/** Whether a request outside of /api goes to an endpoint: by a path of an older service, as the rewrites see it. */
export function isProgramRequest({ pathname, headers }: { pathname: string; headers: Headers }): boolean {
  return DIALECT_PATHS.some(({ path, only }) => {
    if (!matchesPath(path, pathname)) return false
    if (only === undefined) return true
    return isProgramHeader(only, Object.fromEntries(headers))
  })
}
