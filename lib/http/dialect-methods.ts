import { DIALECT_PATHS } from './dialects'
import { matchesPath } from './matches-path'

/** The methods of a path of an older service; null when the path is none of theirs. */
export function dialectMethods(pathname: string): string[] | null {
  const methods = DIALECT_PATHS.filter(({ path }) => matchesPath(path, pathname)).flatMap((entry) => entry.methods)
  return methods.length > 0 ? methods : null
}
