// Loaded into each process of a server by NODE_OPTIONS: on SIGUSR2 it writes for how many milliseconds the event loop of the
// main thread has been busy so far, waiting for a synchronous disk write included. The file's name is the process's id.
import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const folder = process.env.BENCH_EVENT_LOOP_FOLDER

if (isMainThread && folder) {
  const file = path.join(folder, String(process.pid))
  let reports = 0
  const report = () => {
    // Renamed, so that no half of it is read.
    writeFileSync(
      `${file}.new`,
      JSON.stringify({ reports: reports++, busyMilliseconds: performance.eventLoopUtilization().active }),
    )
    renameSync(`${file}.new`, file)
  }
  process.on('SIGUSR2', report)
  report()
}
