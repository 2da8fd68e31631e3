// One process that answers requests on HOST and PORT: what `npm start` starts several of, and what can stand alone
// where something else looks after processes, such as a container.
import { runCli } from './support/cli-error.mjs'
import { loadServer } from './support/load-server.mjs'
import { loadEnvironmentFile } from './support/environment-file.mjs'
import { ROOT } from './support/root.mjs'

await runCli(async () => {
  if (!process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: 'production' })
  loadEnvironmentFile()
  const { serveProcess } = await loadServer()
  await serveProcess({ root: ROOT })
})
