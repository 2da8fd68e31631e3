import { setTimeout as sleep } from 'node:timers/promises'
import type { startTemporaryServer } from '../../../scripts/support/temporary-server.mjs'
import { processTree } from './process-tree'

/** Has the processes of a server tell what they hold. */
export const TELLS_MEMORY = ['--expose-gc', '--import', new URL('./live-memory.mjs', import.meta.url).href]

const PATIENCE_MILLISECONDS = 15_000

type Server = Pick<Awaited<ReturnType<typeof startTemporaryServer>>, 'processId' | 'log'>

/** What the processes of a server that was started with TELLS_MEMORY hold together, garbage not counted, in MB. */
export async function liveMegabytes({ processId, log }: Server): Promise<number> {
  const processes = processTree(processId)
  const known = log().length
  for (const each of processes) process.kill(each, 'SIGUSR2')
  const end = performance.now() + PATIENCE_MILLISECONDS
  while (performance.now() < end) {
    const lines = [
      ...log()
        .slice(known)
        .matchAll(/^live-memory \d+ (\d+)$/gm),
    ]
    if (lines.length === processes.length) return lines.reduce((sum, [, megabytes]) => sum + Number(megabytes), 0)
    await sleep(20)
  }
  throw new Error('The processes of the server did not tell what they hold.')
}
