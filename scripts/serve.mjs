// npm start: serves the build that is there, in production mode and in the foreground.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { orAdvise } from './support/advice.mjs'
import { loadEnvironmentFile } from './support/environment-file.mjs'
import { requireFreePort } from './support/ports.mjs'
import { readSettings } from './support/read-settings.mjs'
import { startNext } from './support/start-next.mjs'

await orAdvise(async () => {
  loadEnvironmentFile()
  const settings = readSettings()
  await requireFreePort(settings)
  await startNext(settings)
})
