// npm start: serves the build that is there, in production mode and in the foreground, with a process for each core.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { availableParallelism } from 'node:os'
import { orAdvise } from './support/advice.mjs'
import { loadEnvironmentFile } from './support/environment-file.mjs'
import { requireFreePort } from './support/ports.mjs'
import { readSettings } from './support/read-settings.mjs'
import { startNext } from './support/start-next.mjs'

await orAdvise(async () => {
  loadEnvironmentFile()
  const settings = readSettings()
  await requireFreePort(settings)
  const processes = settings.processes ?? availableParallelism()
  await startNext({ ...settings, processes })
  // Where logs are collected, this is one of their lines. Loaded only now: what it stands on may not have been installed.
  const { serverLogger } = await import('./request-log.mjs')
  serverLogger().info({ appUrl: settings.appUrl, processes }, 'Vestibule serves')
})
