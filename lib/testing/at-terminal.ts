import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Whether this machine can run a command at a terminal of its own: util-linux's `script` makes one. */
export const HAS_TERMINAL = (spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '').includes(
  'util-linux',
)

/** Runs a command at a terminal, where someone types and reads. */
export function atTerminal(command: string) {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let shown = ''
  let read = () => {}
  child.stdout.on('data', (chunk) => {
    shown += chunk
    read()
  })
  const ended = once(child, 'close').then(([code]) => {
    read()
    return code as number | null
  })
  return {
    ended,
    /** All that the screen has shown. */
    shown: () => shown,
    type: (keys: string) => child.stdin.write(keys),
    /** @throws when the command ends without having shown it */
    async untilShown(text: string) {
      while (!shown.includes(text)) {
        if (child.exitCode !== null) throw new Error(`It ended without "${text}":\n${shown}`)
        await new Promise<void>((resolve) => (read = resolve))
      }
    },
  }
}
