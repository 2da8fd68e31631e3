import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { Advice } from './advice.mjs'
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

/** @typedef {import('./stop-on-signal.mjs').StopProduct} StopProduct */

/**
 * Serves the built product from this very process. It listens once it is ready (settings valid, database up to date),
 * not sooner; on SIGTERM or SIGINT it finishes what is in flight and ends within ten seconds.
 *
 * @param {{ host?: string | undefined, port: number }} address without a host where the product's settings say
 * @throws Advice when the build does not work
 */
export async function serveNext({ host: givenHost, port }) {
  process.chdir(ROOT)
  Object.assign(process.env, {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Tells Next that `.env` is read. It would read it anew, .env.local too, and replace every `$word` in what is set already.
    __NEXT_PROCESSED_ENV: 'true',
    PORT: String(port),
    HOST: givenHost ?? '',
  })
  await import('../stamp-client-address.mjs')
  await import('../console-lines.mjs')
  const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS })
  const starting = startProduct(server, port)
  const { isStopping } = stopOnSignal(server, starting)
  await starting
  // Told to stop meanwhile: there was nothing to finish but the start.
  if (isStopping()) return
  const { HOST: host = '' } = process.env
  const reachable = host === '0.0.0.0' ? 'localhost' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  // Where Next asks itself for the page that a form leads to, as its own command sets it: never by a request's Host.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${reachable}:${port}`
  server.listen(port, host)
  await once(server, 'listening')
}

/**
 * Resolves when the product is ready to how it is left. Its settings are read by then, and HOST is set to what they say. The
 * product is bundled and cannot be imported: lib/next/start-process.ts finds `vestibule.started` by its name.
 *
 * @param {http.Server} server
 * @param {number} port
 * @returns {Promise<StopProduct>}
 */
async function startProduct(server, port) {
  /** @type {StopProduct | undefined} */
  let stopProduct
  const started = (/** @type {StopProduct} */ stop) => (stopProduct = stop)
  Object.assign(globalThis, { [Symbol.for('vestibule.started')]: started })
  try {
    useBuiltSettings()
    const { default: next } = await import('next')
    const app = next({ dev: false, dir: ROOT, port, ...(process.env.HOST ? { hostname: process.env.HOST } : {}) })
    server.on('request', serveCompressed(path.join(ROOT, '.next/static'), app.getRequestHandler()))
    await app.prepare()
    // Next goes on without the product where that does not load, and only logs it. This is the same promise again.
    const { ensureInstrumentationRegistered } = await import('next/dist/server/lib/router-utils/instrumentation-globals.external.js')
    await ensureInstrumentationRegistered(ROOT, '.next')
    if (!stopProduct) throw new Error('there is no instrumentation')
    return stopProduct
  } catch (error) {
    const [message] = /** @type {Error} */ (error).message.split('\n')
    throw new Advice(`The build is damaged: remove the folder .next, then run \`npm run up\`, or \`npm run build\` before \`npm start\`. (${message})`)
  }
}
