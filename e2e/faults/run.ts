// Breaks what the server stands on, and says what came of it: `npm run test:faults -- [options]`. `npm test` runs the
// small form. It needs a build.
//   [names…]     of the scripts, all unless given
//   [--small]    seconds instead of minutes
//   [--databases sqlite,postgresql,mysql] or all: those alone, where there is a choice
//   [--seed 1]   repeats what is left to chance
//   [--report f] writes the counts to a file
import '../../scripts/support/require-node.mjs'
import '../../scripts/support/end-with-npm.mjs'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { backup } from './backup'
import { databaseAway } from './database-away'
import { diskFull } from './disk-full'
import { fourAtOnce } from './four-at-once'
import { killed } from './killed'
import { mailServerAway } from './mail-server-away'
import type { Fault } from './support/fault'
import { DATABASES } from './support/start-database'
import { runFault, type FaultResult } from './support/run-fault'
import { print } from '../../scripts/support/print.mjs'

/** The longest first. */
const FAULTS: Record<string, Fault> = {
  killed,
  'database-away': databaseAway,
  'mail-server-away': mailServerAway,
  backup,
  'four-at-once': fourAtOnce,
  'disk-full': diskFull,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: 'boolean', default: false },
    databases: { type: 'string' },
    seed: { type: 'string' },
    report: { type: 'string' },
  },
})
const isPart = ([, { small }]: [string, Fault]) => !values.small || values.databases !== undefined || small.length > 0
const names =
  positionals.length > 0
    ? positionals
    : Object.entries(FAULTS)
        .filter(isPart)
        .map(([name]) => name)
const unknown = names.filter((name) => !(name in FAULTS))
if (unknown.length > 0) {
  print(`There is no ${unknown.join(', ')}. There are: ${Object.keys(FAULTS).join(', ')}`)
  process.exit(1)
}
const chosen =
  values.databases === undefined
    ? undefined
    : DATABASES.filter((database) => values.databases === 'all' || values.databases?.split(',').includes(database))
// What was started ends with this process: each has a listener for that.
process.setMaxListeners(0)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const results: FaultResult[] = []
const waiting = [...names]
// In the small form two at a time: half of the time each waits. The full one measures by itself.
await Promise.all(Array.from({ length: values.small ? 2 : 1 }, runOneAfterAnother))

async function runOneAfterAnother() {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    const lines: string[] = []
    const result = await runFault({
      name,
      fault: FAULTS[name] as Fault,
      isFull: !values.small,
      seed,
      chosen,
      // Two would speak at once.
      ...(values.small && { print: (text) => void lines.push(text) }),
    })
    for (const line of lines) print(line)
    results.push(result)
  }
}

const sum = (count: (result: FaultResult) => number) => results.reduce((total, result) => total + count(result), 0)
const counts = {
  passed: sum(({ held }) => held),
  failed: sum(({ failures }) => failures.length),
  skipped: sum(({ skipped }) => skipped),
  failures: results.flatMap(({ failures }) => failures),
}
if (values.report) writeFileSync(values.report, JSON.stringify(counts))
print(`\n${counts.passed} held, ${counts.failed} broken${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`)
process.exit(counts.failed > 0 ? 1 : 0)
