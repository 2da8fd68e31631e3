import path from 'node:path'
import { databaseFile } from './database-file'

/** What a person knows a database by: its file, or its host and name. Neither the user nor the password is said. */
export function databaseName(url: string): string {
  if (url.startsWith('file:')) return path.resolve(databaseFile(url))
  const { host, pathname } = new URL(url)
  return `${pathname.slice(1)} on ${host || 'this machine'}`
}
