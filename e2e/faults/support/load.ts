import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './ask'
import type { EntryPoint } from './entry-points'

export type Knock = Answer & { entryPoint: EntryPoint; endedAt: number }

/** Knocks at the doors by turns, whether the one before is answered or not, until it is stopped. */
export function startLoad(entryPoints: EntryPoint[], intervalMilliseconds: number) {
  const knocks: Promise<Knock>[] = []
  let waiting = 0
  let mostWaiting = 0
  let isOver = false

  async function knock(entryPoint: EntryPoint): Promise<Knock> {
    mostWaiting = Math.max(mostWaiting, ++waiting)
    const answer = await entryPoint.knock()
    waiting--
    return { ...answer, entryPoint, endedAt: performance.now() }
  }

  async function run() {
    for (let turn = 0; !isOver; turn++) {
      knocks.push(knock(entryPoints[turn % entryPoints.length] as EntryPoint))
      await sleep(intervalMilliseconds)
    }
  }
  const running = run()

  return {
    mostWaiting: () => mostWaiting,
    async stop(): Promise<Knock[]> {
      isOver = true
      await running
      return Promise.all(knocks)
    },
  }
}
