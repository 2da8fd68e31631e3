import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../../scripts/support/root.mjs'

/** Where its packages are found. */
const CACHE = path.join(ROOT, 'node_modules/.cache')

/**
 * Bundles what start-processes.ts starts, once for a run: compiling for each process would cost a second of CPU each.
 *
 * @returns the file, and what removes it
 */
export async function bundleOperationProcess() {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(path.join(CACHE, 'vestibule-test-'))
  const file = path.join(folder, 'operation-process.mjs')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['lib/testing/operation-process.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
