import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from '../load/connection'

const START_MILLISECONDS = 60_000
const POLL_MILLISECONDS = 50

export type RunningServer = { processId: number; stop: () => Promise<void> }

/**
 * Starts a command that serves, and waits until it answers with 200.
 *
 * @param options.readyPath what it is asked for
 * @throws Error with what it wrote, when it ends before that or takes longer than a minute
 */
export async function startServer({
  command,
  args,
  environment,
  folder,
  url,
  readyPath,
}: {
  command: string
  args: string[]
  environment: Record<string, string>
  folder: string
  url: string
  readyPath: string
}): Promise<RunningServer> {
  // A group of its own, so that none of its processes outlives it, even if it is killed.
  const server = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk) => (log = `${log}${chunk}`.slice(-5000)))
  const killGroup = () => {
    try {
      process.kill(-Number(server.pid), 'SIGKILL')
    } catch {
      // All of it has ended.
    }
  }
  process.on('exit', killGroup)
  const exited = once(server, 'exit')
  const connection = new Connection(url)
  const deadline = performance.now() + START_MILLISECONDS
  while (!(await isReady(connection, readyPath))) {
    if (server.exitCode !== null || server.signalCode !== null || performance.now() > deadline) {
      killGroup()
      throw new Error(`${command} ${args.join(' ')} did not start:\n${log}`)
    }
    await sleep(POLL_MILLISECONDS)
  }
  connection.close()
  return {
    processId: Number(server.pid),
    async stop() {
      server.kill('SIGTERM')
      await exited
      killGroup()
      process.off('exit', killGroup)
    },
  }
}

async function isReady(connection: Connection, path: string): Promise<boolean> {
  const response = await connection.send({ method: 'GET', path, headers: {} }).catch(() => null)
  return response?.status === 200
}
