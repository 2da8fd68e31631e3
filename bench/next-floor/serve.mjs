// Serves the built app with PROCESSES processes on PORT, as the product does: the first process only distributes connections.
import cluster from 'node:cluster'
import { once } from 'node:events'
import http from 'node:http'
import next from 'next'

const port = Number(process.env.PORT)

await (cluster.isPrimary ? startProcesses() : serve())

async function startProcesses() {
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL')
    process.exit()
  })
  for (let count = 0; count < Number(process.env.PROCESSES); count += 1) await once(cluster.fork(), 'listening')
}

async function serve() {
  const server = http.createServer({ keepAliveTimeout: 120_000 })
  const app = next({ dev: false, dir: import.meta.dirname, hostname: '127.0.0.1', port })
  server.on('request', app.getRequestHandler())
  await app.prepare()
  server.listen(port, '127.0.0.1')
}
