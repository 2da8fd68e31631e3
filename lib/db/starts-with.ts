/** After every character that a text can hold. */
const LAST_CHARACTER = '\u{10ffff}'

/**
 * A filter for texts that begin with a literal prefix: in Prisma's own `startsWith`, `_` and `%` are wildcards. For
 * columns that are compared byte by byte (on PostgreSQL by `COLLATE "C"`), where an index serves it.
 *
 * @param from begin there instead, further on in the order of the texts
 */
export function startsWith(prefix: string, from = prefix): { gte: string; lt: string } {
  return { gte: from, lt: `${prefix}${LAST_CHARACTER}` }
}
