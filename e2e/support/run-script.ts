import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { exampleSettings } from '../../scripts/support/example-settings.mjs'

/**
 * A script that someone started in a folder, with no settings but those that are named here and in the folder's
 * `.env`.
 */
export function runScript(folder: string, script: string, settings: Record<string, string> = {}) {
  const unset = Object.fromEntries([...exampleSettings(), 'NODE_ENV'].map((name) => [name, undefined]))
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: { ...process.env, ...unset, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))
  return {
    ended,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}
