import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { HashingResult, HashingTask } from './hash-loop'

const HASH_LOOP = fileURLToPath(new URL('hash-loop.ts', import.meta.url))

/** What the password hash alone costs, in a process that does nothing else. */
export async function measureHashing(task: HashingTask): Promise<HashingResult> {
  const child = fork(HASH_LOOP, { execArgv: ['--import', 'tsx'] })
  child.send(task)
  const [result] = (await once(child, 'message')) as [HashingResult]
  return result
}
