import { bundleServer } from './bundle-server.mjs'
import { loadServer } from '../support/load-server.mjs'
import { loadEnvironmentFile, writeEnvironmentFile } from '../support/environment-file.mjs'
import { generateSources } from './generate-sources.mjs'
import { installDependencies } from '../install/install-dependencies.mjs'
import { requireFreePort } from '../support/ports.mjs'
import { print } from '../support/print.mjs'

/**
 * What a fresh clone needs before it can be built or served, each step only when it is due: dependencies, a `.env`,
 * a configuration that works, a port, the database clients. What fails in a second comes before what takes a minute.
 *
 * @returns {Promise<import('../../lib/server/index.ts').Settings>}
 */
export async function prepare() {
  await installDependencies()
  if (writeEnvironmentFile()) print('Wrote .env with fresh secrets.')
  loadEnvironmentFile()
  await bundleServer()
  const settings = (await loadServer()).readSettings()
  await requireFreePort(settings)
  await generateSources()
  return settings
}
