import { percentile } from '../support/percentile'
import type { LoadResult } from './plan'

/**
 * Collects what happens to requests between `begin` and `end`. At a steady rate those count that are sent in that time, however
 * late they are answered: the slowest would be missing otherwise. In closed loops those that are answered in it.
 */
export class Recorder {
  #milliseconds: number[] = []
  #failures = 0
  #successes = 0
  readonly #isPaced: boolean
  #firstFailure: string | null = null
  #begun = 0
  #ended = 0

  constructor({ isPaced }: { isPaced: boolean }) {
    this.#isPaced = isPaced
  }

  begin() {
    this.#begun = performance.now()
  }

  end() {
    this.#ended = performance.now()
  }

  get isOver() {
    return this.#ended > 0
  }

  /** The warm-up's included. */
  get successes() {
    return this.#successes
  }

  /** @param sentAt by performance.now() */
  addSuccess(sentAt: number) {
    this.#successes += 1
    const now = performance.now()
    if (this.#counts(this.#isPaced ? sentAt : now)) this.#milliseconds.push(now - sentAt)
  }

  /** A failure counts at any time: an error must not pass for a fast response. */
  addFailure(description: string) {
    this.#failures += 1
    this.#firstFailure ??= description.slice(0, 200)
  }

  result(): LoadResult {
    return {
      count: this.#milliseconds.length,
      perSecond: (this.#milliseconds.length * 1000) / (this.#ended - this.#begun),
      p50Milliseconds: percentile(this.#milliseconds, 50),
      p99Milliseconds: percentile(this.#milliseconds, 99),
      failures: this.#failures,
      firstFailure: this.#firstFailure,
    }
  }

  #counts(time: number) {
    return this.#begun > 0 && time >= this.#begun && !(this.isOver && time > this.#ended)
  }
}
