import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cpuTimeOf, memoryOf, processTree } from './process-tree'

const BURNT_MILLISECONDS = 150
/** /proc counts in hundredths of a second, for each of three. */
const TOLERANCE_MILLISECONDS = 40
/** Uses that much CPU time on the main thread, on another thread, and in a child that has ended. */
const SCRIPT = `
  const { spawnSync } = require('node:child_process')
  const { Worker } = require('node:worker_threads')
  const burn = 'const { user } = process.cpuUsage(); while (process.cpuUsage().user - user < ${BURNT_MILLISECONDS}000);'
  eval(burn)
  spawnSync(process.execPath, ['-e', burn])
  new Worker(burn, { eval: true }).on('exit', () => console.log('done'))
  setInterval(() => {}, 1000)`

describe.runIf(process.platform === 'linux')('a process tree', () => {
  it('has the CPU time of all threads and of children that have ended, and the memory of each process', async () => {
    const child = spawn(process.execPath, ['-e', SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill())
    await once(child.stdout, 'data')
    const { allMilliseconds, mainThreadMilliseconds } = cpuTimeOf(Number(child.pid))
    expect(mainThreadMilliseconds).toBeGreaterThanOrEqual(BURNT_MILLISECONDS - TOLERANCE_MILLISECONDS)
    expect(allMilliseconds - mainThreadMilliseconds).toBeGreaterThanOrEqual(
      2 * BURNT_MILLISECONDS - TOLERANCE_MILLISECONDS,
    )
    expect(processTree(process.pid)).toEqual(expect.arrayContaining([process.pid, child.pid]))
    expect(memoryOf(Number(child.pid))).toEqual([
      expect.objectContaining({ processId: child.pid, residentMegabytes: expect.any(Number) }),
    ])
  })
})
