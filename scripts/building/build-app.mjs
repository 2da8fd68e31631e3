import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { CliError } from '../support/cli-error.mjs'
import { compressStatic } from './compress-static.mjs'
import { fingerprint, makeWhenStale } from './fingerprint.mjs'
import { ROOT } from '../support/root.mjs'
import { run } from '../support/run.mjs'
import { progress } from '../support/print.mjs'

/** Next removes the folder's contents, and so this, when it begins to build. */
const RECORD = path.join(ROOT, '.next/fingerprint')

/** Builds the product for production when anything that goes into it has changed. */
export async function buildApp() {
  await makeWhenStale({
    record: RECORD,
    take: () => buildFingerprint(ROOT),
    make: () =>
      progress('Building', async () => {
        const { isOk, output } = await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
          env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
        })
        if (!isOk)
          throw new CliError(`${output.trim()}\n\nThe build failed: correct what is said above, then run this again.`)
        await compressStatic(path.join(ROOT, '.next/static'))
      }),
  })
}

/** Whether there is a finished build, however old. */
export function isBuilt() {
  return existsSync(path.join(ROOT, '.next/BUILD_ID'))
}

/**
 * Over everything that goes into a build: not tests, documents, the server, which is bundled apart, nor migrations,
 * which are read at start.
 * @param {string} root
 */
export function buildFingerprint(root) {
  const rootFiles = readdirSync(root).filter(
    (name) => /\.(ts|tsx|js|mjs|cjs)$/.test(name) && !/^(next-env|vitest|playwright|prisma)\./.test(name),
  )
  const folders = ['app', 'components', 'lib', 'public']
  const others = ['prisma/schema.prisma', 'package-lock.json', 'tsconfig.json']
  return fingerprint(
    root,
    [...folders, ...others, ...rootFiles],
    (file) => /\.test\.tsx?$/.test(file) || /^lib\/(server|testing)\//.test(file),
  )
}
