/**
 * What an internal error might reveal to a stranger: a stack, a place in our files, SQL, or the database client's
 * words.
 */
export const INSIDES =
  /\bat [\w.<>]+ \(|node_modules|\/lib\/|\.tsx?:\d|SELECT |SQLITE|[Pp]risma|no such table|Unique constraint/
