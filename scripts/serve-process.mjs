// One process that answers requests on HOST and PORT: what `npm start` starts several of, and what can stand alone where
// something else looks after processes, such as a container.
import { serveNext } from './support/serve-next.mjs'

await serveNext({ host: process.env.HOST || '0.0.0.0', port: Number(process.env.PORT || 3000) })
