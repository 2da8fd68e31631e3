// One process that answers requests on HOST and PORT: what `npm start` starts several of, and what can stand alone where
// something else looks after processes, such as a container.
import { orAdvise } from './support/advice.mjs'
import { loadEnvironmentFile } from './support/environment-file.mjs'
import { serveNext } from './support/serve-next.mjs'

await orAdvise(() => {
  loadEnvironmentFile()
  return serveNext({ host: process.env.HOST, port: Number(process.env.PORT || 3000) })
})
