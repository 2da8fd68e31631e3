import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { ROOT } from './root.mjs'
import { serveCompressed } from './serve-compressed.mjs'
import { stopOnSignal } from './stop-on-signal.mjs'
import { useBuiltSettings } from './use-built-settings.mjs'

/**
 * How long a connection stays open for the next request. Longer than the minute or two that load balancers and proxies
 * keep theirs (AWS 60 s, nginx 60 s, Caddy 120 s): the side that sends must be the one that hangs up, or requests meet a
 * closed connection and become 502s.
 */
const KEEP_ALIVE_MILLISECONDS = 125_000

/**
 * Serves the built product from this very process. It listens once it is ready (settings valid, database up to date),
 * not sooner; on SIGTERM or SIGINT it finishes what is in flight and ends within ten seconds.
 *
 * @param {{ host: string, port: number }} address
 */
export async function serveNext({ host, port }) {
  process.chdir(ROOT)
  const reachable = host === '0.0.0.0' ? 'localhost' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  Object.assign(process.env, {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Tells Next that `.env` is read. It would read it anew, .env.local too, and replace every `$word` in what is set already.
    __NEXT_PROCESSED_ENV: 'true',
    PORT: String(port),
    // Where Next asks itself for the page that a form leads to, as its own command sets it: never by a request's Host.
    __NEXT_PRIVATE_ORIGIN: `http://${reachable}:${port}`,
  })
  useBuiltSettings()
  await import('../stamp-client-address.mjs')
  await import('../console-lines.mjs')
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: ROOT, hostname: host, port })
  const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS }, serveCompressed(path.join(ROOT, '.next/static'), app.getRequestHandler()))
  const starting = Promise.all([productStart(), app.prepare()]).then(([stopProduct]) => stopProduct)
  const { isStopping } = stopOnSignal(server, starting)
  await starting
  // Told to stop meanwhile: there was nothing to finish but the start.
  if (isStopping()) return
  server.listen(port, host)
  await once(server, 'listening')
}

/**
 * Resolves when the product is ready, which Next does not wait for, to how it is left. The product is bundled and cannot
 * be imported: lib/next/start-process.ts finds this by its name.
 *
 * @returns {Promise<import('./stop-on-signal.mjs').StopProduct>}
 */
function productStart() {
  return new Promise((resolve) => Object.assign(globalThis, { [Symbol.for('vestibule.started')]: resolve }))
}
