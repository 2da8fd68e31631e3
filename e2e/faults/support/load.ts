import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './ask'
import type { Door } from './doors'

export type Knock = Answer & { door: Door; endedAt: number }

/** Knocks at the doors by turns, whether the one before is answered or not, until it is stopped. */
export function startLoad(doors: Door[], intervalMilliseconds: number) {
  const knocks: Promise<Knock>[] = []
  let waiting = 0
  let mostWaiting = 0
  let isOver = false

  async function knock(door: Door): Promise<Knock> {
    mostWaiting = Math.max(mostWaiting, ++waiting)
    const answer = await door.knock()
    waiting--
    return { ...answer, door, endedAt: performance.now() }
  }

  async function run() {
    for (let turn = 0; !isOver; turn++) {
      knocks.push(knock(doors[turn % doors.length] as Door))
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
