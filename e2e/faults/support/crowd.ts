import { setTimeout as sleep } from 'node:timers/promises'
import type { Mails } from './mails'
import { Person } from './person'
import type { Random } from './random'

const ACTORS = 4

/** People who register, verify their address and then do this and that, whenever the server is up. */
export function gatherCrowd(url: string, mails: Mails, random: Random, violate: (what: string) => void) {
  const people: Person[] = []
  let checked = 0
  let isUp = false
  let acting: Promise<void>[] = []
  let acts = 0

  async function live() {
    while (isUp) {
      const person = new Person(url, mails, violate)
      people.push(person)
      const isThere = await person.register()
      acts++
      if (!isThere || !isUp || !(await person.verify())) continue
      for (let turn = 0; turn < 4 && isUp; turn++) {
        acts++
        if (!person.session && !(await person.logIn())) break
        await random.pick([
          () => person.refresh(),
          () => person.revoke(),
          () => person.changePassword(),
          () => person.resetPassword(),
        ])()
      }
    }
  }

  return {
    people,
    /** Lets them act, until so much is done. */
    async go(enough: number) {
      isUp = true
      const end = acts + enough
      acting = Array.from({ length: ACTORS }, live)
      while (acts < end) await sleep(5)
    },
    /** What is on its way ends without an answer. */
    async rest() {
      isUp = false
      await Promise.all(acting)
    },
    /** All who have come since the last time, and whose mail had not arrived then. */
    async checkLatest() {
      const latest = people.filter((person, index) => index >= checked || (person.isRegistered && !person.isVerified))
      checked = people.length
      await Promise.all(latest.map((person) => person.check({ isLast: false })))
    },
  }
}
