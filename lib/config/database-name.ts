import path from 'node:path'

/** What a person knows a database by: its file, or its host and name. Neither the user nor the password is said. */
export function databaseName(url: string): string {
  if (url.startsWith('file:')) return path.resolve(url.slice('file:'.length))
  const { host, pathname } = new URL(url)
  return `${pathname.slice(1)} on ${host || 'this machine'}`
}
