import { config } from '@/lib/config/config'
import { providerOf } from './provider'

/** After every character that a text can hold. */
const LAST_CHARACTER = '\u{10ffff}'

/**
 * A filter for texts that begin with a prefix, taken literally: in a plain `startsWith`, `_` and `%` stand for whatever you
 * like. On SQLite, which has no escape for them unless asked, it is a range, which an index serves too.
 */
export function startsWith(prefix: string): { gte: string; lt: string } | { startsWith: string } {
  if (providerOf(config().databaseUrl) === 'sqlite') return { gte: prefix, lt: `${prefix}${LAST_CHARACTER}` }
  return { startsWith: prefix.replace(/[\\%_]/g, '\\$&') }
}
