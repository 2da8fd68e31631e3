import type { Random } from './random'

/** What a fault script gets to say what it does and finds. */
export type Report = {
  /** A line of what happens or was measured. */
  say: (text: string) => void
  /** One thing that must hold; `found` says what was there. */
  hold: (statement: string, isTrue: boolean, found?: string) => void
  /** What could not be tried on this machine, and why. */
  skip: (what: string, reason: string) => void
}

export type FaultRun = {
  /** For minutes, or small: seconds. */
  isFull: boolean
  /** Repeats what is left to chance. */
  random: Random
  report: Report
  /** Called in reverse order when the script is over, however it ends. */
  onEnd: (end: () => unknown) => void
}

export type Fault = {
  /** The statements it tries, `S70`. */
  statements: string
  title: string
  run: (run: FaultRun) => Promise<void>
}
