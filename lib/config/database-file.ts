/** The path in a `file:` URL as SQLite's driver reads it: decoded, and `file:///path` means `/path`. */
export function databaseFile(url: string): string {
  return decodeURIComponent(url.replace(/^file:(\/\/(localhost)?(?=\/))?/, ''))
}
