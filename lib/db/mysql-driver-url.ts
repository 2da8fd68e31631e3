/**
 * Our session settings, whatever the server's defaults are: a text that is too long is refused, not cut off, and nobody
 * waits for ever for another's lock. A client that is silent for longer than any of our transactions has lost power or
 * its connection, and its locks would stay for hours (S70).
 */
const SESSION_VARIABLES = {
  sql_mode: 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE',
  time_zone: '+00:00',
  innodb_lock_wait_timeout: 3,
  wait_timeout: 15,
}

/**
 * As PostgreSQL does by default, so that the same code means the same: see
 * docs/decisions/0017-mysql-session-settings.md.
 */
const ISOLATION = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'

/**
 * A DATABASE_URL as MariaDB's driver, which serves MySQL too, is to read it.
 *
 * @param options of the driver, where the URL does not say otherwise
 */
export function mysqlDriverUrl(databaseUrl: string, options: Record<string, string | number> = {}): string {
  const url = new URL(databaseUrl.replace(/^mysql:/, 'mariadb:'))
  // Prisma's own default, set here because Prisma would otherwise write the URL again, with blanks that the driver does
  // not read.
  for (const [name, value] of Object.entries({ prepareCacheLength: 0, ...options })) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value))
  }
  url.searchParams.set('sessionVariables', JSON.stringify(SESSION_VARIABLES))
  url.searchParams.set('initSql', ISOLATION)
  // The driver takes a plus sign for itself, not for a blank.
  url.search = url.search.replaceAll('+', '%20')
  return url.href
}
