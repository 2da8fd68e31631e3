import { once } from 'node:events'
import http, { Server } from 'node:http'
import { config } from '@/lib/config/config'
import { type Product, processBridge } from '@/lib/process-bridge'
import { logConsoleLines } from './console-lines'
import { requestHandler } from './handle-request'
import { answerPrimaryProcess, collectMetrics } from './metrics/process-metrics'
import { PageResponse } from './page-response'
import { readSettings } from './read-settings'
import { StartError } from './start-error'
import { stopOnSignal } from './stop-on-signal'
import { useBuiltConfig } from './use-built-config'

/**
 * How long a connection stays open for the next request. Longer than the minute or two that load balancers and proxies
 * keep theirs (AWS 60 s, nginx 60 s, Caddy 120 s): the side that sends must be the one that hangs up, or requests meet
 * a closed connection and become 502s.
 */
const KEEP_ALIVE_MILLISECONDS = 125_000
/** Every connection ends (S78): one that sends no complete headers, one whose body does not come to an end. */
const HEADERS_MILLISECONDS = 20_000
/** A picture of 5 MiB on a slow phone's line. */
const REQUEST_MILLISECONDS = 300_000
const SWEEP_MILLISECONDS = 5000

/**
 * Serves the built product from this very process. It listens once it is ready (settings valid, database up to date),
 * not sooner; on SIGTERM or SIGINT it finishes what is in flight and ends within ten seconds.
 *
 * @param root the project's folder, which becomes the working directory
 * @throws StartError when a setting is wrong or the build does not work
 */
export async function serveProcess({ root }: { root: string }): Promise<void> {
  process.chdir(root)
  const { host, port, appUrl } = readSettings()
  const { isDevelopment } = config()
  // Next and next-auth read these. `__NEXT_PROCESSED_ENV` says that `.env` is read: Next would read it again,
  // `.env.local` too, and replace every `$word` in what is set already.
  // oxlint-disable-next-line node/no-process-env -- they take it from nowhere else
  Object.assign(process.env, {
    NODE_ENV: isDevelopment ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    __NEXT_PROCESSED_ENV: 'true',
    PORT: String(port),
    AUTH_URL: appUrl,
    // Where Next asks itself for the page that a form leads to: never by a request's Host.
    __NEXT_PRIVATE_ORIGIN: `http://${reachable(host)}:${port}`,
  })
  if (!isDevelopment) logConsoleLines()
  answerPrimaryProcess()
  processBridge.server = { collectMetrics }
  const server = http.createServer({
    ServerResponse: PageResponse as unknown as typeof http.ServerResponse,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    headersTimeout: HEADERS_MILLISECONDS,
    requestTimeout: REQUEST_MILLISECONDS,
    connectionsCheckingInterval: SWEEP_MILLISECONDS,
  })
  const starting = startProduct(server, { root, host, port, isDevelopment })
  const { isStopping } = stopOnSignal(server, starting)
  await starting
  // Told to stop while it started: there was nothing to finish but the start.
  if (isStopping()) return
  server.listen(port, host)
  await once(server, 'listening')
}

/** Resolves, when the product is ready, to how it is left. */
async function startProduct(
  server: Server,
  { root, host, port, isDevelopment }: { root: string; host: string; port: number; isDevelopment: boolean },
): Promise<Product['stop']> {
  try {
    if (!isDevelopment) useBuiltConfig()
    const { default: next } = await import('next')
    // Next would hold on to any socket that asks for another protocol (S78). In development its own page needs one;
    // elsewhere it listens at a server that nobody reaches, and Node ignores the question, as RFC 9110, 7.8, allows.
    const httpServer = isDevelopment ? server : new Server()
    const app = next({ dev: isDevelopment, dir: root, hostname: host, port, httpServer })
    const answer = app.getRequestHandler()
    await app.prepare()
    // Next goes on without the product where that does not load, and only logs it. This is the same promise again.
    const { ensureInstrumentationRegistered } =
      await import('next/dist/server/lib/router-utils/instrumentation-globals.external.js')
    await ensureInstrumentationRegistered(root, isDevelopment ? '.next/dev' : '.next')
    const { product } = processBridge
    if (!product) throw new Error('there is no instrumentation')
    server.on('request', requestHandler(answer))
    return product.stop
  } catch (error) {
    const [message] = (error as Error).message.split('\n')
    throw new StartError(
      `The build is damaged: remove the folder .next, then run \`npm run up\`, or \`npm run build\` before \`npm start\`. (${message})`,
    )
  }
}

/** A name by which this machine reaches a server that listens at `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return 'localhost'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
