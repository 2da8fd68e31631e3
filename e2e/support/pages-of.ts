import { readdirSync } from 'node:fs'
import path from 'node:path'

/** The paths of all pages that a folder of the app has: for tests that leave none out, however new it is. */
export function pagesOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const folders = files.filter((file) => path.basename(file) === 'page.tsx').map((file) => path.dirname(file))
  return folders.map(
    (name) =>
      `/${name
        .split(path.sep)
        .filter((part) => part !== '.' && !part.startsWith('('))
        .join('/')}`,
  )
}
