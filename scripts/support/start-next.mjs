import { createRequire } from 'node:module'
import { Advice } from './advice.mjs'
import { isBuilt } from './build-app.mjs'
import { ROOT } from './root.mjs'

/** A stop waits for requests that run, but not for ever. */
const STOP_MILLISECONDS = 9000

/**
 * Serves the built product from this very process: a signal reaches Next directly, its exit code is ours, and nothing
 * is left behind.
 *
 * @param {{ host: string, port: number }} address
 * @throws Advice when there is no build
 */
export async function startNext({ host, port }) {
  if (!isBuilt()) throw new Advice('There is no build yet: run `npm run up`, or `npm run build` before `npm start`.')
  await import('../stamp-client-address.mjs')
  await import('../console-lines.mjs')
  process.once('SIGINT', () => exitLater(130))
  process.once('SIGTERM', () => exitLater(143))

  process.chdir(ROOT)
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const require = createRequire(import.meta.url)
  const command = 'next/dist/bin/next'
  process.argv = [process.execPath, require.resolve(command), 'start', ROOT, '--hostname', host, '--port', String(port)]
  require(command)
}

/** @param {number} exitCode */
function exitLater(exitCode) {
  setTimeout(() => process.exit(exitCode), STOP_MILLISECONDS).unref()
}
