import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fingerprint, makeWhenStale } from '../../scripts/building/fingerprint.mjs'
import { ROOT } from '../../scripts/support/root.mjs'
import { run } from '../../scripts/support/run.mjs'

const SOURCES = path.join(ROOT, 'bench/next-floor')

/**
 * Builds bench/next-floor when it has changed since the last time.
 *
 * It is built outside of the project's folder: Next looks for `instrumentation.ts` and `proxy.ts` in all folders above an
 * app, and would build the product's into it.
 *
 * @returns the folder of the built app, which is kept for the next run
 */
export async function buildNextFloor(): Promise<string> {
  // Not in the folder for temporary files, where another user of the machine could put a build first.
  const caches = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
  const folder = path.join(caches, 'vestibule-bench', createHash('sha256').update(ROOT).digest('hex').slice(0, 12))
  await makeWhenStale({
    record: path.join(folder, '.next/fingerprint'),
    take: () => fingerprint(ROOT, ['bench/next-floor', 'package-lock.json']),
    make: async () => {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      cpSync(SOURCES, folder, { recursive: true })
      symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
      const { isOk, output } = await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
        cwd: folder,
        env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      })
      if (!isOk) throw new Error(`The bare Next app was not built:\n${output}`)
    },
  })
  return folder
}
