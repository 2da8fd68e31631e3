// Verifies one password again and again, on one thread and on as many as there are cores. It gets a HashingTask by IPC.
import { availableParallelism } from 'node:os'

const PASSWORD = 'violet-anchor-47-meadow'

export type HashingTask = { cost: number; milliseconds: number }
export type HashingRate = { threads: number; perSecond: number; cpuMilliseconds: number }
export type HashingResult = { implementation: string; rates: HashingRate[] }

process.once('message', async ({ cost, milliseconds }: HashingTask) => {
  const { name, hash, verify } = await loadBcrypt()
  const stored = await hash(PASSWORD, cost)
  const rates: HashingRate[] = []
  for (const threads of new Set([1, availableParallelism()])) rates.push(await measure(threads))
  process.send?.({ implementation: name, rates } satisfies HashingResult)
  process.disconnect()

  async function measure(threads: number): Promise<HashingRate> {
    const start = performance.now()
    const cpuBefore = process.cpuUsage()
    let count = 0
    const lane = async () => {
      for (; performance.now() - start < milliseconds; count += 1) await verify(PASSWORD, stored)
    }
    await Promise.all(Array.from({ length: threads }, lane))
    const { user, system } = process.cpuUsage(cpuBefore)
    return {
      threads,
      perSecond: (count * 1000) / (performance.now() - start),
      cpuMilliseconds: (user + system) / 1000 / count,
    }
  }
})

/** The native implementation, or the one in JavaScript where that does not load: the product chooses in the same way. */
async function loadBcrypt() {
  try {
    return { name: '@node-rs/bcrypt', ...(await import('@node-rs/bcrypt')) }
  } catch {
    const { hash, compare } = await import('bcryptjs')
    return { name: 'bcryptjs', hash, verify: compare }
  }
}
