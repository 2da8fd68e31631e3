import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors/app-error'
import { WorkerPool } from './worker-pool'

/** Answers `{ wait, say }` with `say` after so many milliseconds; dies of `crash` and leaves at `exit`. */
const WORKER = `
  const { parentPort, threadId } = require('node:worker_threads')
  parentPort.on('message', (task) => {
    if (task === 'crash') throw new Error('crashed on purpose')
    if (task === 'exit') process.exit(0)
    setTimeout(() => parentPort.postMessage(task === 'id' ? threadId : task.say), task.wait ?? 20)
  })`

function createPool({ size = 2, maxWaiting = 2, source = WORKER } = {}) {
  const started: Worker[] = []
  const pool = new WorkerPool({
    size,
    maxWaiting,
    retryAfterSeconds: 7,
    startWorker: () => {
      const worker = new Worker(source, { eval: true })
      started.push(worker)
      return worker
    },
  })
  return { pool, started }
}

describe('WorkerPool', () => {
  it('starts a worker when it is first needed, and no more than its size', async () => {
    const { pool, started } = createPool({ maxWaiting: 100 })
    expect(started).toHaveLength(0)
    await pool.run({ say: 1 })
    expect(started).toHaveLength(1)
    await pool.run({ say: 2 })
    expect(started).toHaveLength(1)
    await Promise.all(Array.from({ length: 10 }, (_, index) => pool.run({ say: index })))
    expect(started).toHaveLength(2)
  })

  it('gives each task its own answer, when many run at once', async () => {
    const { pool } = createPool({ size: 3, maxWaiting: 100 })
    const numbers = Array.from({ length: 50 }, (_, index) => index)
    const answers = await Promise.all(numbers.map((say) => pool.run<number>({ say, wait: (say * 7) % 5 })))
    expect(answers).toEqual(numbers)
  })

  it('turns a task away as busy when the queue is full, and takes tasks again when it is not', async () => {
    const { pool } = createPool({ size: 1, maxWaiting: 2 })
    const accepted = [1, 2, 3].map((say) => pool.run<number>({ say }))
    const refused = await pool.run({ say: 4 }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(AppError)
    expect(refused).toMatchObject({ code: 'busy', status: 503, retryAfterSeconds: 7 })
    expect(await Promise.all(accepted)).toEqual([1, 2, 3])
    expect(await pool.run({ say: 5 })).toBe(5)
  })

  it.each(['crash', 'exit'])('rejects only the task that broke a worker down, and replaces it (%s)', async (end) => {
    const { pool, started } = createPool({ size: 1, maxWaiting: 10 })
    const before = pool.run<number>('id')
    const broken = pool.run(end).catch((error: unknown) => error)
    const after = [pool.run<number>('id'), pool.run<number>({ say: 3 })]
    const error = await broken
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(AppError)
    expect(await before).not.toBe(await after[0])
    expect(await after[1]).toBe(3)
    expect(started).toHaveLength(2)
  })

  it('replaces a worker that died while it was idle', async () => {
    const { pool, started } = createPool({ size: 1 })
    await pool.run({ say: 1 })
    await started[0]?.terminate()
    expect(await pool.run({ say: 2 })).toBe(2)
  })

  it('rejects every task, and hangs on none, when workers cannot even start', async () => {
    const { pool } = createPool({ size: 1, maxWaiting: 10, source: 'throw new Error("no start")' })
    const results = await Promise.allSettled([1, 2, 3].map((say) => pool.run({ say })))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  })
})
