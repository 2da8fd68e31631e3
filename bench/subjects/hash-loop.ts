// Verifies one password again and again, on one thread. It gets a HashingTask by IPC.

const PASSWORD = 'violet-anchor-47-meadow'

export type HashingTask = { cost: number; milliseconds: number }
export type HashingResult = { implementation: string; perSecond: number; cpuMilliseconds: number }

process.once('message', async ({ cost, milliseconds }: HashingTask) => {
  const { name, hashSync, verifySync } = await loadBcrypt()
  const stored = hashSync(PASSWORD, cost)
  const start = performance.now()
  const cpuBefore = process.cpuUsage()
  let count = 0
  for (; performance.now() - start < milliseconds; count += 1) verifySync(PASSWORD, stored)
  const { user, system } = process.cpuUsage(cpuBefore)
  const result: HashingResult = {
    implementation: name,
    perSecond: (count * 1000) / (performance.now() - start),
    cpuMilliseconds: (user + system) / 1000 / count,
  }
  process.send?.(result)
  process.disconnect()
})

/** The native implementation, or the one in JavaScript where that does not load: the product chooses in the same way. */
async function loadBcrypt() {
  try {
    return { name: '@node-rs/bcrypt', ...(await import('@node-rs/bcrypt')) }
  } catch {
    const { hashSync, compareSync } = await import('bcryptjs')
    return { name: 'bcryptjs', hashSync, verifySync: compareSync }
  }
}
