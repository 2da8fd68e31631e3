import { inspect } from 'node:util'
import { print as printNow } from '../../../scripts/support/print.mjs'
import type { Fault } from './fault'
import { DATABASES, type FaultDatabase } from './start-database'
import { seededRandom } from './random'

type RunFault = {
  name: string
  fault: Fault
  isFull: boolean
  seed: number
  chosen?: FaultDatabase[] | undefined
  print?: (text: string) => void
}

export type FaultResult = { held: number; failures: string[]; skipped: number }

/** Runs one script, says what it does and finds, and ends all that it started, also when it fails. */
export async function runFault({
  name,
  fault,
  isFull,
  seed,
  chosen,
  print = printNow,
}: RunFault): Promise<FaultResult> {
  const result: FaultResult = { held: 0, failures: [], skipped: 0 }
  const ends: (() => unknown)[] = []
  const start = performance.now()
  print(`\n${fault.statements} ${fault.title} (${name}, --seed ${seed})`)
  const fail = (what: string) => {
    result.failures.push(`${name}: ${what}`)
    print(`  ✗ ${what}`)
  }
  const skip = (what: string, reason: string) => {
    result.skipped++
    print(`  – ${what} skipped: ${reason}`)
  }
  const report = {
    print: (text: string) => print(`    ${text}`),
    hold: (statement: string, isTrue: boolean, found = '') => {
      if (isTrue) {
        result.held++
        print(`  ✓ ${statement}`)
      } else fail(found ? `${statement}; found: ${found}` : statement)
    },
    skip,
    lack: (database: string, reason: string) =>
      process.env.CI ? fail(`${database} cannot be had: ${reason}`) : skip(database, reason),
  }
  try {
    const supported = fault.full ?? [...DATABASES]
    const databases = supported.filter((database) => (chosen ?? (isFull ? supported : fault.small)).includes(database))
    if (databases.length === 0) report.skip(name, `it is tried on ${supported.join(', ')} alone`)
    else await fault.run({ isFull, databases, random: seededRandom(seed), report, onEnd: (end) => ends.push(end) })
  } catch (error) {
    fail(inspect(error))
  }
  for (const end of ends.toReversed()) {
    try {
      await end()
    } catch (error) {
      print(`    could not end what was started: ${inspect(error)}`)
    }
  }
  print(`    ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}
