import { readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import { expect, test } from 'vitest'
import { hashPassword } from './hash-password'

/** The niceness of each thread of this process. Source: proc(5), /proc/[pid]/stat, field 19. */
function nicenesses(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
  })
}

test.runIf(process.platform === 'linux')('threads that hash stand back for the one that answers requests', async () => {
  const before = os.getPriority()
  await hashPassword('violet-anchor-47-meadow')
  expect(nicenesses().filter((niceness) => niceness === 10).length).toBeGreaterThan(0)
  expect(os.getPriority()).toBe(before)
})
