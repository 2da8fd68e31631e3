// npx tsx bench/memory.ts: how much memory the processes of the built product take, round after round of requests.
//   [--rounds=12] and the options of npm run bench; [--seconds=5] of each case in a round
import '../scripts/support/require-node.mjs'
import { runCli } from '../scripts/support/cli-error.mjs'
import { CASES, type SingleCase } from './cases'
import { measureCase } from './measure-case'
import { readOptions } from './options'
import { startProduct } from './subjects/product'
import { alignColumns } from './support/align-columns'
import { memoryOf } from './support/process-tree'

const ROUNDS = '--rounds='

await runCli(async () => {
  const own = process.argv.slice(2).filter((argument) => argument.startsWith(ROUNDS))
  const rounds = Number(own[0]?.slice(ROUNDS.length) ?? 12)
  const options = readOptions(process.argv.slice(2).filter((argument) => !own.includes(argument)))
  const subject = await startProduct(options)
  const row = (name: string, count: number) => [
    name,
    ...memoryOf(subject.processId).flatMap(({ residentMegabytes, proportionalMegabytes }) => [
      residentMegabytes.toFixed(0),
      proportionalMegabytes?.toFixed(0) ?? '',
    ]),
    count.toLocaleString('en'),
  ]
  const rows = [row('at rest', 0)]
  try {
    let count = 0
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of Object.keys(CASES) as SingleCase[]) {
        const plan = subject.plans[name]
        // What changes from one request to the next begins where it has begun before.
        if (plan && !plan.change) count += (await measureCase(subject, plan, { ...options, warmUpSeconds: 0.1 })).count
      }
      rows.push(row(`round ${round}`, count))
      console.error(rows.at(-1)?.join(' '))
    }
  } finally {
    await subject.stop()
  }
  const names = ['started process', ...Array.from({ length: options.processes }, (_, index) => `child ${index + 1}`)]
  console.log(
    alignColumns([['RSS, PSS in MB', ...names.flatMap((name) => [name, 'PSS']), 'requests'], ...rows]).join('\n'),
  )
})
