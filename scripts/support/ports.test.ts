import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { freePort, requireFreePort } from './ports.mjs'

it('a free port may be used', async () => {
  await expect(requireFreePort({ host: '127.0.0.1', port: await freePort() })).resolves.toBeUndefined()
})

it.each([
  [0, 1],
  [65_535, -1],
])('a taken port is reported with a free one', async (wanted, step) => {
  const server = createServer().listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await expect(requireFreePort({ host: '127.0.0.1', port })).rejects.toThrow(`such as PORT=${port + step},`)
  server.close()
})

it('an address of another machine is reported by its setting', async () => {
  await expect(requireFreePort({ host: '192.0.2.1', port: await freePort() })).rejects.toThrow(
    'cannot listen on HOST=192.0.2.1',
  )
})
