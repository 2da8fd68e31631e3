import { once } from 'node:events'
import { createServer } from 'node:net'
import { CliError } from './cli-error.mjs'

const LAST_PORT = 65_535

/** A port on this machine that nothing listens on. */
export async function freePort() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * @param {{ host: string, port: number }} address
 * @throws CliError when the server could not listen there
 */
export async function requireFreePort({ host, port }) {
  const server = createServer()
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    throw new CliError(
      code === 'EADDRINUSE'
        ? `Port ${port} is taken, perhaps by a Vestibule that runs already. ` +
            `Stop what listens there, or choose another port, such as PORT=${port === LAST_PORT ? port - 1 : port + 1}, in .env or in the environment.`
        : `The server cannot listen on HOST=${host}, PORT=${port} (${code}): choose others in .env or in the environment.`,
    )
  }
  server.close()
  await once(server, 'close')
}
