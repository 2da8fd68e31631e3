import { cpSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../../scripts/support/root.mjs'

const FOLDERS = ['app', 'components', 'lib', 'prisma', 'public', 'scripts', '.next']
const OF_DEVELOPMENT = ['.next/cache', '.next/dev'].map((folder) => path.join(ROOT, folder))

/**
 * Copies the project into a folder of its own, built and with its dependencies, but as nobody has configured it yet.
 *
 * @param folder below the project's own: `next dev` follows no link to dependencies elsewhere
 * @returns what removes it
 */
export function copyProduct(folder: string): () => void {
  const files = readdirSync(ROOT, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.env'),
  )
  for (const name of [...FOLDERS, ...files.map((file) => file.name)]) {
    cpSync(path.join(ROOT, name), path.join(folder, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !OF_DEVELOPMENT.includes(source),
    })
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
  return () => rmSync(folder, { recursive: true, force: true })
}
