import { setTimeout as sleep } from 'node:timers/promises'
import { CASES, type SingleCase } from './cases'
import { measureCase, type CaseResult } from './measure-case'
import { measureMixed, type MixedResult } from './measure-mixed'
import type { Options } from './options'
import type { Subject } from './subjects/subject'
import { memoryOf, type ProcessMemory } from './support/process-tree'
import { note } from './support/note'

/** What is left to do after the start is done by then. */
const REST_MILLISECONDS = 1000

export type SubjectResult = {
  name: string
  cases: Partial<Record<SingleCase, CaseResult>>
  mixed: MixedResult | null
  memoryAtRest: ProcessMemory[]
  memoryAfter: ProcessMemory[]
}

/** Measures each wanted case that a subject can do, one after the other, and stops the subject. */
export async function measureSubject(subject: Subject, options: Options): Promise<SubjectResult> {
  try {
    await sleep(REST_MILLISECONDS)
    const memoryAtRest = memoryOf(subject.processId)
    const cases: SubjectResult['cases'] = {}
    for (const name of Object.keys(CASES) as SingleCase[]) {
      const plan = subject.plans[name]
      if (!plan || !isWanted(name, options)) continue
      note(`${subject.name}: ${name}`)
      cases[name] = await measureCase(subject, plan, options)
    }
    const { profile, 'log-in': logIn } = subject.plans
    let mixed: MixedResult | null = null
    if (profile && logIn && options.cases.includes('mixed')) {
      note(`${subject.name}: profile while others log in`)
      mixed = await measureMixed(profile, logIn, options)
    }
    return { name: subject.name, cases, mixed, memoryAtRest, memoryAfter: memoryOf(subject.processId) }
  } finally {
    await subject.stop()
  }
}

/** The bare handler is always measured: it is what all else is compared with. */
function isWanted(name: SingleCase, { cases, withNext }: Options): boolean {
  return cases.includes(name) || (name === 'live' && withNext)
}
