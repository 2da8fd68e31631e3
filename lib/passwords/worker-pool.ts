import type { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/errors/app-error'

type Job = { task: unknown; resolve: (answer: unknown) => void; reject: (error: Error) => void }

type WorkerPoolOptions = {
  /** How many workers there are at most. Each is started when it is first needed. */
  size: number
  /** How many tasks may wait while every worker is busy. */
  maxWaiting: number
  /** The error for a refused task. */
  retryAfterSeconds: number
  startWorker: () => Worker
}

/**
 * Worker threads that each do one task at a time: a message in, a message out. Tasks wait in order, in a queue that
 * has an end: a flood is turned away at once instead of making everybody wait for minutes. Idle workers let the
 * process end.
 */
export class WorkerPool {
  readonly #jobs = new Map<Worker, Job | null>()
  readonly #waiting: Job[] = []

  constructor(private readonly options: WorkerPoolOptions) {}

  /**
   * @returns what the worker answers
   * @throws AppError `busy` when too many wait already
   * @throws Error when the worker broke down over this task; another one takes its place
   */
  run<Answer>(task: unknown): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const job: Job = { task, resolve: (answer) => resolve(answer as Answer), reject }
      const worker = this.#idleWorker()
      if (worker) return this.#give(worker, job)

      const { maxWaiting, retryAfterSeconds } = this.options
      if (this.#waiting.length >= maxWaiting) return reject(new AppError('busy', { retryAfterSeconds }))
      this.#waiting.push(job)
    })
  }

  /** How many tasks are worked on, and how many wait. */
  load(): { running: number; waiting: number } {
    return { running: [...this.#jobs.values()].filter((job) => job !== null).length, waiting: this.#waiting.length }
  }

  #idleWorker(): Worker | null {
    for (const [worker, job] of this.#jobs) if (!job) return worker
    return this.#jobs.size < this.options.size ? this.#start() : null
  }

  #start(): Worker {
    const worker = this.options.startWorker()
    let cause: unknown
    worker.on('message', (answer: unknown) => {
      this.#jobs.get(worker)?.resolve(answer)
      this.#takeNext(worker)
    })
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      this.#jobs.get(worker)?.reject(new Error('A worker thread broke down.', { cause }))
      this.#jobs.delete(worker)
      if (this.#waiting.length > 0) this.#takeNext(this.#start())
    })
    return worker
  }

  #takeNext(worker: Worker) {
    const job = this.#waiting.shift()
    if (job) return this.#give(worker, job)
    this.#jobs.set(worker, null)
    worker.unref()
  }

  #give(worker: Worker, job: Job) {
    this.#jobs.set(worker, job)
    // Someone waits for the answer: a script must not end before it is there.
    worker.ref()
    worker.postMessage(job.task)
  }
}
