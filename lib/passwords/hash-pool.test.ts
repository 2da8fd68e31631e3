import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { hashPool } from './hash-pool'

describe('hashPool', () => {
  it('is one pool for the whole process, and turns away what would wait too long', async () => {
    const accepted = availableParallelism() * 65
    const results = await Promise.allSettled(
      Array.from({ length: accepted + 5 }, (_, index) => hashPool().hash(`password ${index}`, 4)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(accepted)
    expect(results.slice(accepted)).toEqual(
      Array.from({ length: 5 }, () => ({ status: 'rejected', reason: expect.objectContaining({ code: 'busy' }) })),
    )
  })

  it('leaves the event loop free while hashes are computed', async () => {
    await hashPool().hash('warm up', 4)
    const before = performance.eventLoopUtilization()
    await Promise.all(Array.from({ length: 6 }, () => hashPool().hash('some password', 10)))
    // Hashing on the main thread would keep it busy all the time.
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
  })

  it('lets a script wait for its hash and end after it', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const script = `import { hashPool } from '@/lib/passwords/hash-pool'; hashPool().hash('x', 4).then(console.log)`
    const nodeArguments = ['--import', 'tsx', '--input-type=module', '-e', script]
    const { stdout } = await promisify(execFile)(process.execPath, nodeArguments, { cwd: root, timeout: 20_000 })
    expect(stdout).toMatch(/^bcrypt_sha256\$\$2b\$04\$/)
  })
})
