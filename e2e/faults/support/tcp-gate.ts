import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * Stands between the server under test and its database, as a network does.
 *
 * @returns where to connect to instead, and how to let nothing through: `lose` swallows all that is sent, also on
 *   connections that are there, which stay dead afterwards; `refuse` breaks them, and refuses new ones
 */
export async function startTcpGate(targetUrl: string) {
  const target = new URL(targetUrl)
  const sockets = new Set<Socket>()
  const fars = new Set<Socket>()
  let isLosing = false
  const server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => {})
    if (isLosing) return void near.pause()
    const far = connect(Number(target.port), target.hostname)
    fars.add(far)
    // Not even that one side has gone gets through to the other.
    const tell = (socket: Socket) => isDead(near) || socket.destroy()
    far.on('error', () => tell(near))
    near.on('close', () => (sockets.delete(near), tell(far)))
    far.on('close', () => (fars.delete(far), tell(near)))
    near.on('data', (data) => isDead(near) || far.write(data))
    far.on('data', (data) => isDead(near) || near.write(data))
  })
  const dead = new WeakSet<Socket>()
  const isDead = (socket: Socket) => dead.has(socket)
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const url = new URL(targetUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)

  return {
    url: url.href,
    lose() {
      isLosing = true
      for (const socket of sockets) dead.add(socket)
    },
    async refuse() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    /** All is well again, for new connections. */
    async restore() {
      isLosing = false
      if (!server.listening) await listen(port)
    },
    stop() {
      for (const socket of [...sockets, ...fars]) socket.destroy()
      server.close()
    },
  }
}
