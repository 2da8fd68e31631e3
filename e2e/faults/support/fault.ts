import type { Random } from './random'
import type { FaultDatabase } from './start-database'

/** What a fault script gets to say what it does and finds. */
export type Report = {
  /** A line of what happens or was measured. */
  print: (text: string) => void
  /** One thing that must hold; `found` says what was there. */
  hold: (statement: string, isTrue: boolean, found?: string) => void
  /** What could not be tried on this machine, and why. */
  skip: (what: string, reason: string) => void
  /** A database that cannot be had: skipped as well, but a failure with CI set. */
  lack: (database: string, reason: string) => void
}

export type FaultRun = {
  /** For minutes, or small: seconds. */
  isFull: boolean
  /** On which it is tried. */
  databases: FaultDatabase[]
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
  /**
   * On which databases it is tried in the small form, where none are chosen; on none where quicker tests hold the same.
   */
  small: FaultDatabase[]
  /** On which in full; all unless given. */
  full?: FaultDatabase[]
  run: (run: FaultRun) => Promise<void>
}
