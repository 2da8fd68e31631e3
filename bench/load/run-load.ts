import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoadReport, LoadResult, LoadTask } from './plan'

const LOAD_PROCESS = fileURLToPath(new URL('load-process.ts', import.meta.url))

/**
 * Has a process of its own send requests to a server.
 *
 * @param onEdge is called at the very moments when counting begins and ends
 */
export async function runLoad(
  task: LoadTask,
  onEdge: (edge: 'begin' | 'end') => void = () => undefined,
): Promise<LoadResult> {
  const child = fork(LOAD_PROCESS, { execArgv: ['--import', 'tsx'] })
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  const exited = once(child, 'exit')
  let result: LoadResult | undefined
  child.on('message', (report: LoadReport) => {
    if (report.kind === 'result') result = report.result
    else onEdge(report.kind)
  })
  child.send(task)
  await exited
  process.off('exit', kill)
  if (!result) throw new Error('The load process ended without a result.')
  return result
}
