import { percentile } from '../support/percentile'
import type { LoadResult } from './plan'

/** Collects what happens to requests, between `begin` and `end` only. */
export class Recorder {
  #milliseconds: number[] = []
  #failures = 0
  #successes = 0
  #firstFailure: string | null = null
  #begun = 0
  #ended = 0

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

  addSuccess(milliseconds: number) {
    this.#successes += 1
    if (this.#isRecording) this.#milliseconds.push(milliseconds)
  }

  /** A failure counts during the warm-up too: what does not work must not pass for fast. */
  addFailure(description: string) {
    if (this.isOver) return
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

  get #isRecording() {
    return this.#begun > 0 && !this.isOver
  }
}
