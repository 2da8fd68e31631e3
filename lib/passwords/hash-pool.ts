import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import type { HashTask } from './hash-worker.mjs'
import { WorkerPool } from './worker-pool'

/** At the default cost a worker takes a quarter of a minute for as many: nobody waits any longer. */
const MAX_WAITING_PER_WORKER = 64
const RETRY_AFTER_SECONDS = 5

type HashPool = {
  /** The stored form of a new password's hash. */
  hash: (password: string, cost: number) => Promise<string>
  /**
   * Which of some passwords are right; none when `storedHash` is not usable: then the work of `standInHash` is done
   * instead.
   */
  verify: (passwords: string[], storedHash: string, standInHash: string) => Promise<boolean[]>
  /** How many hashes are worked on, and how many wait. */
  load: () => { running: number; waiting: number }
}

/**
 * The process's worker threads for password hashing, one for each core, or a fair share of them where several processes
 * serve (two at least, as logins do not come to processes by turns): hashing takes a good part of a second by
 * design, and on the main thread every other request would wait for it.
 *
 * `hash` and `verify` throw AppError `busy` when too many hashes wait already.
 */
export function hashPool(): HashPool {
  const pool = processSingleton('hash-pool', () => {
    const size = threadCount(availableParallelism(), config().webConcurrency ?? 1)
    return new WorkerPool({
      size,
      maxWaiting: size * MAX_WAITING_PER_WORKER,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      // Without our own flags: what is preloaded for the server (or by a test runner) has no business in the worker.
      startWorker: () => new Worker(new URL('./hash-worker.mjs', import.meta.url), { execArgv: [] }),
    })
  })
  const run = <Answer>(task: HashTask) => pool.run<Answer>(task)
  return {
    hash: (password, cost) => run<string>({ kind: 'hash', password, cost }),
    verify: (passwords, storedHash, standInHash) =>
      run<boolean[]>({ kind: 'verify', passwords, storedHash, standInHash }),
    load: () => pool.load(),
  }
}

function threadCount(cores: number, processes: number): number {
  return Math.min(cores, Math.max(2, Math.ceil(cores / processes)))
}
