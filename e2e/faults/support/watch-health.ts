import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './ask'

/** When the readiness check first says no, and when it last begins to say yes again. */
export function watchHealth(url: string) {
  let downAt = Infinity
  let upAt = 0
  let isOver = false
  async function run() {
    while (!isOver) {
      const { status } = await ask(`${url}/api/health/ready`)
      if (status !== 200 && downAt === Infinity) downAt = performance.now()
      if (status === 200 && downAt !== Infinity && upAt === 0) upAt = performance.now()
      if (status !== 200) upAt = 0
      await sleep(100)
    }
  }
  const running = run()
  return {
    async stop() {
      isOver = true
      await running
      return { downAt, upAt }
    },
  }
}
