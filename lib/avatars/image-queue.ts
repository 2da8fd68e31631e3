import { AppError } from '@/lib/errors/app-error'
import { processSingleton } from '@/lib/process-singleton'

type PictureQueueOptions = {
  /** How many tasks may wait while one runs. */
  maxWaiting: number
  /** Sent with `busy` as Retry-After. */
  retryAfterSeconds: number
}

/**
 * Runs one task at a time, in order. The queue is bounded: a flood is refused at once instead of making everyone wait.
 */
class ImageQueue {
  #last: Promise<unknown> = Promise.resolve()
  #unfinished = 0

  constructor(private readonly options: PictureQueueOptions) {}

  /** @throws AppError `busy` when too many tasks are waiting */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const { maxWaiting, retryAfterSeconds } = this.options
    if (this.#unfinished > maxWaiting) throw new AppError('busy', { retryAfterSeconds })
    this.#unfinished += 1
    const turn = this.#last.then(task).finally(() => {
      this.#unfinished -= 1
    })
    this.#last = turn.catch(() => {})
    return turn
  }
}

/**
 * The process's only queue for decoding images. The image library uses libuv's four threads, which file access and DNS
 * lookups need too, and a large image takes up to a few hundred megabytes: one at a time saves threads and memory.
 */
export function imageQueue(): ImageQueue {
  return processSingleton('picture-queue', () => new ImageQueue({ maxWaiting: 16, retryAfterSeconds: 10 }))
}
