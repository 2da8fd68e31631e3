import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Product } from '@/lib/process-bridge'

/** Less than the ten seconds that process managers wait before they kill. */
const LIMIT_MILLISECONDS = 9000
/** How long a body may still be on its way. */
const SLOW_BODY_MILLISECONDS = 3000
const SWEEP_MILLISECONDS = 100

/**
 * On SIGTERM or SIGINT: takes no new connections, lets requests that run be answered, closes connections that wait for
 * a next one, stops the mail worker, leaves the database, and ends the process: with 0 when all was finished, with 1
 * when something had to be cut off (S74): what is not answered after nine seconds, and a body that is still on its way
 * after three, however slowly it comes (S78). Further signals change nothing.
 *
 * @param starting a start is not cut off either: it may be migrating
 */
export function stopOnSignal(server: Server, starting: Promise<Product['stop']>): { isStopping: () => boolean } {
  let isStopping = false
  const sockets = new Map<Socket, Set<IncomingMessage>>()
  const responses = new Set<ServerResponse>()
  server.on('connection', (socket) => {
    sockets.set(socket, new Set())
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', (request, response) => {
    const running = sockets.get(request.socket)
    running?.add(request)
    responses.add(response)
    response.once('close', () => {
      running?.delete(request)
      responses.delete(response)
    })
    if (isStopping) response.setHeader('Connection', 'close')
  })

  let cutOff = 0

  function end(exitCode: 0 | 1, count: number) {
    if (exitCode === 1) console.error(`Stopped; ${count} requests were cut off.`)
    process.exit(exitCode)
  }

  async function stop() {
    if (isStopping) return
    isStopping = true
    setTimeout(() => end(1, responses.size), LIMIT_MILLISECONDS)
    const stopProduct = await starting
    await stopProduct(closeServer())
    end(cutOff > 0 ? 1 : 0, cutOff)
  }

  /** Resolves when every request is answered. */
  async function closeServer() {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    for (const response of responses) if (!response.headersSent) response.setHeader('Connection', 'close')
    const start = performance.now()
    const closeIdle = () => {
      const isPatient = performance.now() - start < SLOW_BODY_MILLISECONDS
      for (const [socket, running] of sockets) {
        const isIdle = running.size === 0
        const waitsForBody = [...running].some(({ complete }) => !complete)
        if (!isIdle && (!waitsForBody || isPatient)) continue
        cutOff += running.size
        running.clear()
        socket.destroy()
      }
    }
    const sweep = setInterval(closeIdle, SWEEP_MILLISECONDS)
    closeIdle()
    await closed
    clearInterval(sweep)
  }

  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { isStopping: () => isStopping }
}
