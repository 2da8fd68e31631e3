import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { ROOT } from '../../scripts/support/root.mjs'

export type Machine = {
  cpu: string
  cores: number
  node: string
  /** Processes that wanted a core in the minute before: more than a few, and rates and times are worth little. */
  loadBefore: number
  /** With `+` where the working tree differs from it. */
  commit: string
}

/** What figures depend on. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
    commit: commit(),
  }
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`
  } catch {
    return 'unknown'
  }
}
