import { AppError } from '@/lib/errors/app-error'
import { processSingleton } from '@/lib/process-singleton'

type PictureQueueOptions = {
  /** How many may wait while one is worked on. */
  maxWaiting: number
  /** The error for a refused upload. */
  retryAfterSeconds: number
}

/**
 * Does one task at a time, in order. The queue has an end: a flood is turned away at once instead of making everybody
 * wait.
 */
class ImageQueue {
  #last: Promise<unknown> = Promise.resolve()
  #unfinished = 0

  constructor(private readonly options: PictureQueueOptions) {}

  /** @throws AppError `busy` when too many wait already */
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
 * The process's one place for decoding pictures. The image library works on libuv's four threads, which files and name
 * look-ups need too, and a large picture takes up to a few hundred megabytes: one at a time leaves room for both.
 */
export function imageQueue(): ImageQueue {
  return processSingleton('picture-queue', () => new ImageQueue({ maxWaiting: 16, retryAfterSeconds: 10 }))
}
