import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { processTree } from './process-tree'

const REPORTER = new URL('event-loop-reporter.mjs', import.meta.url)
const POLL_MILLISECONDS = 2
const MAX_WAIT_MILLISECONDS = 5000

type Report = { reports: number; busyMilliseconds: number }

/** Watches how long the main threads of a server's Node processes are busy. */
export class EventLoopWatch {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-bench-loop-'))

  constructor() {
    process.on('exit', () => rmSync(this.#folder, { recursive: true, force: true }))
  }

  /** For the server's environment. */
  get environment() {
    return { NODE_OPTIONS: `--import=${fileURLToPath(REPORTER)}`, BENCH_EVENT_LOOP_FOLDER: this.#folder }
  }

  /** So far, of all processes of a tree together. */
  async busyMilliseconds(rootId: number): Promise<number> {
    const reports = await Promise.all(processTree(rootId).map((processId) => this.#ask(processId)))
    return reports.reduce((total, busy) => total + busy, 0)
  }

  async #ask(processId: number): Promise<number> {
    const file = path.join(this.#folder, String(processId))
    // A process that did not load the reporter would be ended by the signal.
    if (!existsSync(file)) return 0
    const before = read(file).reports
    process.kill(processId, 'SIGUSR2')
    for (const start = performance.now(); performance.now() - start < MAX_WAIT_MILLISECONDS;) {
      const report = read(file)
      if (report.reports > before) return report.busyMilliseconds
      await sleep(POLL_MILLISECONDS)
    }
    // Too busy to answer: an older report would be taken for one of now.
    return Number.NaN
  }
}

function read(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report
}
