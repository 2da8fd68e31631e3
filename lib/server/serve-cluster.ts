import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { shareMetrics } from './metrics/share-metrics'
import { serverLogger } from './server-logger'

/**
 * What glibc keeps for each thread grows by itself, and is not given back. Two arenas are enough for one busy thread.
 */
const MALLOC_ARENA_MAX = '2'
/** Half of what V8 would take at most for objects that live shortly. */
const YOUNG_GENERATION = '--max-semi-space-size=8'

/** A process that lived so long did not fail at its start. */
const STEADY_MILLISECONDS = 10_000
const FIRST_PAUSE_MILLISECONDS = 100
const LONGEST_PAUSE_MILLISECONDS = 30_000
/** More than a process takes to cut off by itself what does not finish. */
const STOP_MILLISECONDS = 9500

/**
 * Serves with several processes on one port, as their parent. The first starts alone: a bad setting is reported once
 * and ends the start, and migrations are done before the others start. A process that dies is replaced, at once or, if
 * it keeps dying at its start, after a pause that grows to half a minute. A signal stops all of them (S74).
 *
 * @param script what each process runs
 */
export async function serveCluster({
  script,
  host,
  port,
  processes,
}: {
  script: string
  host: string
  port: number
  processes: number
}): Promise<void> {
  let isStopping = false
  let hasStarted = false
  let exitCode = 0
  const environment = { HOST: host, PORT: String(port), WEB_CONCURRENCY: String(processes), MALLOC_ARENA_MAX }
  shareMetrics()
  cluster.setupPrimary({ exec: script, args: [], execArgv: [...process.execArgv, YOUNG_GENERATION] })

  function startProcess(pause = FIRST_PAUSE_MILLISECONDS) {
    const worker = cluster.fork(environment)
    const startedAt = performance.now()
    worker.once('exit', (code, signal) => {
      if (isStopping) {
        exitCode ||= code ?? 1
        return endWithLast()
      }
      if (!hasStarted) process.exit(code || 1)
      const isSteady = performance.now() - startedAt >= STEADY_MILLISECONDS
      const wait = isSteady ? FIRST_PAUSE_MILLISECONDS : pause
      const facts = { endedPid: worker.process.pid, exitCode: code, signal, pauseMilliseconds: wait }
      serverLogger().error(facts, 'A process ended; another takes its place after a pause')
      setTimeout(() => {
        if (!isStopping)
          startProcess(isSteady ? FIRST_PAUSE_MILLISECONDS : Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS))
      }, wait)
    })
    return worker
  }

  function stop() {
    if (isStopping) return
    isStopping = true
    for (const worker of workers()) worker.process.kill('SIGTERM')
    setTimeout(() => {
      for (const worker of workers()) worker.process.kill('SIGKILL')
    }, STOP_MILLISECONDS)
    endWithLast()
  }

  function endWithLast() {
    if (workers().length === 0) process.exit(exitCode)
  }

  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  await once(startProcess(), 'listening')
  hasStarted = true
  if (isStopping) return
  for (let count = 1; count < processes; count++) startProcess()
}

/** Those that have not ended. */
function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) => (worker && !worker.isDead() ? [worker] : []))
}
