import type { LoadResult, Plan } from './load/plan'
import { runLoad } from './load/run-load'
import type { Subject } from './subjects/subject'
import { cpuTimeOf, type CpuTime } from './support/process-tree'

export type Duration = { seconds: number; warmUpSeconds: number }

export type CaseResult = LoadResult & {
  /** User and system time of all of the server's processes, for each request. */
  cpuMilliseconds: number
  /** Of it, that of the main threads. */
  mainThreadCpuMilliseconds: number
  /**
   * For how long the event loops were held up by each request: CPU time, waiting for a core, and waiting for the disk. Null
   * for a server that is not Node.
   */
  eventLoopMilliseconds: number | null
}

/** By then V8 has compiled what is hot. A busy machine takes longer for it. */
const WARM_UP_REQUESTS = 4000

/** Sends the requests of a plan to a subject, in closed loops, and measures what they cost. */
export async function measureCase(
  { processId, eventLoop }: Subject,
  plan: Plan,
  { seconds, warmUpSeconds }: Duration,
): Promise<CaseResult> {
  const cpu: { begin?: CpuTime; end?: CpuTime } = {}
  const busy: { begin?: Promise<number>; end?: Promise<number> } = {}
  const task = {
    plan,
    warmUpMilliseconds: warmUpSeconds * 1000,
    warmUpRequests: WARM_UP_REQUESTS,
    milliseconds: seconds * 1000,
  }
  const result = await runLoad(task, (edge) => {
    cpu[edge] = cpuTimeOf(processId)
    if (eventLoop) busy[edge] = eventLoop.busyMilliseconds(processId)
  })
  const [busyBefore, busyAfter] = [await busy.begin, await busy.end]
  return {
    ...result,
    cpuMilliseconds: difference(cpu.begin?.allMilliseconds, cpu.end?.allMilliseconds) / result.count,
    mainThreadCpuMilliseconds:
      difference(cpu.begin?.mainThreadMilliseconds, cpu.end?.mainThreadMilliseconds) / result.count,
    eventLoopMilliseconds: eventLoop && difference(busyBefore, busyAfter) / result.count,
  }
}

/** NaN where one was not read. */
function difference(before = Number.NaN, after = Number.NaN): number {
  return after - before
}
