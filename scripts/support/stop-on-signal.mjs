/** Less than the ten seconds that process managers wait before they kill. */
const LIMIT_MILLISECONDS = 9000
const SWEEP_MILLISECONDS = 100

/** @typedef {(requestsEnded: Promise<void>) => Promise<void>} StopProduct stops the mail worker, leaves the database */

/**
 * On SIGTERM or SIGINT: takes no new connections, lets requests that run be answered, closes connections that wait for
 * a next one, stops the mail worker, leaves the database, and ends the process: with 0 when all was finished, with 1
 * when something had to be cut off after nine seconds (S74). Further signals change nothing.
 *
 * @param {import('node:http').Server} server
 * @param {Promise<StopProduct>} starting a start is not cut off either: it may be migrating
 * @returns {{ isStopping: () => boolean }}
 */
export function stopOnSignal(server, starting) {
  let isStopping = false
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set()
  /** @type {Set<import('node:http').ServerResponse>} */
  const responses = new Set()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', (_request, response) => {
    responses.add(response)
    response.once('close', () => responses.delete(response))
    if (isStopping) response.setHeader('Connection', 'close')
  })

  async function stop() {
    if (isStopping) return
    isStopping = true
    setTimeout(() => {
      console.error(`Stopped after ${LIMIT_MILLISECONDS / 1000} seconds; ${responses.size} requests were cut off.`)
      process.exit(1)
    }, LIMIT_MILLISECONDS)
    const stopProduct = await starting
    await stopProduct(closeServer())
    process.exit(0)
  }

  /** Resolves when every request is answered. */
  async function closeServer() {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    for (const response of responses) if (!response.headersSent) response.setHeader('Connection', 'close')
    const sweep = setInterval(closeIdle, SWEEP_MILLISECONDS)
    closeIdle()
    await closed
    clearInterval(sweep)
  }

  function closeIdle() {
    server.closeIdleConnections()
    // Browsers open connections ahead of need, which Node counts as busy before their first request.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }

  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { isStopping: () => isStopping }
}
