import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ROOT } from '../../scripts/support/root.mjs'

const FOLDERS = ['app', 'components', 'lib', 'prisma', 'public', 'scripts', '.next']
const OF_DEVELOPMENT = ['.next/cache', '.next/dev'].map((folder) => path.join(ROOT, folder))

/** The project in a folder of its own, built and with its dependencies, but as nobody has configured it yet. */
export function copyProduct() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule up '))
  const files = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.env'))
  for (const name of [...FOLDERS, ...files.map((file) => file.name)]) {
    cpSync(path.join(ROOT, name), path.join(folder, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !OF_DEVELOPMENT.includes(source),
    })
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
