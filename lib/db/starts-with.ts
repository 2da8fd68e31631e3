/** After every character that a text can hold. */
const LAST_CHARACTER = '\u{10ffff}'

/**
 * A filter for texts that begin with a prefix, taken literally: in Prisma's own `startsWith`, `_` and `%` stand for whatever
 * you like. For columns that are compared byte by byte (on PostgreSQL by `COLLATE "C"`): an index serves it there.
 *
 * @param from begin there instead, further on in the order of the texts
 */
export function startsWith(prefix: string, from = prefix): { gte: string; lt: string } {
  return { gte: from, lt: `${prefix}${LAST_CHARACTER}` }
}
