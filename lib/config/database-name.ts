import path from 'node:path'
import { databaseFile } from './database-file'

/** A readable name of a database: its file, or its name and host. Never contains the user or the password. */
export function databaseName(url: string): string {
  if (url.startsWith('file:')) return path.resolve(databaseFile(url))
  const { host, pathname } = new URL(url)
  return `${pathname.slice(1)} on ${host || 'this machine'}`
}
