import { existsSync } from 'node:fs'
import path from 'node:path'
import { CliError } from './cli-error.mjs'
import { isBuilt } from '../building/build-app.mjs'
import { loadServer, SERVER_BUNDLE } from './load-server.mjs'
import { ROOT } from './root.mjs'

/**
 * What serves the built product: one process is this very one, several share the port beside it. Either way a signal to
 * this process lets what is in flight finish and ends it, and nothing is left behind.
 *
 * @throws CliError when there is no build; StartError when a setting is wrong
 */
export async function startServer() {
  if (!isBuilt() || !existsSync(SERVER_BUNDLE))
    throw new CliError('There is no build yet: run `npm run up`, or `npm run build` before `npm start`.')
  const { readSettings, serveCluster, serveProcess, serverLogger } = await loadServer()
  const settings = readSettings()
  const { host, port } = settings
  return {
    settings,
    serve: (/** @type {number} */ processes) =>
      processes > 1
        ? serveCluster({ script: path.join(ROOT, 'scripts/serve-process.mjs'), host, port, processes })
        : serveProcess({ root: ROOT }),
    log: (/** @type {object} */ facts, /** @type {string} */ message) => serverLogger().info(facts, message),
  }
}
