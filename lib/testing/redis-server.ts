import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { findRedis } from '../../scripts/install/find-redis.mjs'
import { freePort } from '../../scripts/support/ports.mjs'

/** A Redis of a test's own on a loopback port, which keeps nothing on a disk. */
export async function startRedis(port?: number) {
  const listening = port ?? (await freePort())
  const options = { port: listening, bind: '127.0.0.1', save: '', appendonly: 'no' }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn(String(findRedis()), args, { argv0: 'redis-server', stdio: 'ignore' })
  const ended = once(child, 'exit')
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  while (!(await answers(listening))) await sleep(20)

  return {
    port: listening,
    url: `redis://127.0.0.1:${listening}`,
    /** Takes connections, and answers nothing any more. */
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async stop() {
      process.off('exit', kill)
      kill()
      await ended
    },
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  socket.write('PING\r\n')
  const [answer] = await once(socket, 'data').catch(() => [])
  socket.destroy()
  return String(answer).startsWith('+PONG')
}
