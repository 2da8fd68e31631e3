import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ProcessOrder, ProcessReport } from './operation-process'

/**
 * Processes beside this one, on its database and with its settings: for what must be right between several.
 *
 * @param environment over this process's own
 */
export async function startProcesses(count: number, environment: Record<string, string> = {}) {
  const processes = Array.from({ length: count }, () =>
    fork(String(process.env.TEST_OPERATION_PROCESS), {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    }),
  )
  await Promise.all(processes.map((child) => once(child, 'message')))

  return {
    /** Gives all of them the same order at once; what they report together. */
    async tell(order: ProcessOrder): Promise<ProcessReport> {
      const answers = processes.map((child) => once(child, 'message'))
      for (const child of processes) child.send(order)
      const reports = (await Promise.all(answers)).map(([report]) => report as ProcessReport)
      return {
        results: reports.flatMap(({ results }) => results),
        failures: reports.flatMap(({ failures }) => failures),
      }
    },
    async stop(signal?: NodeJS.Signals) {
      const ends = processes.map((child) => once(child, 'exit'))
      for (const child of processes) child.kill(signal)
      await Promise.all(ends)
    },
  }
}
