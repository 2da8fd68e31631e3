// npm run bench: measures the built product, and in the same run what it is compared with. bench/README.md says more.
//
//   [--seconds=5] [--warm-up=3]         of each case
//   [--only=profile,live]               profile, refresh, login, register, live, page, mixed
//   [--peers=all]                       none, next, django
//   [--database=sqlite]                 postgresql, mysql
//   [--connections=32] [--processes=2] [--cost=10]
//   [--json=file]                       writes the figures too
import '../scripts/support/require-node.mjs'
import { existsSync, writeFileSync } from 'node:fs'
import { CliError, runCli } from '../scripts/support/cli-error.mjs'
import { run } from '../scripts/support/run.mjs'
import { print } from '../scripts/support/print.mjs'
import { measureSubject } from './measure-subject'
import { readOptions, type Options } from './options'
import { report } from './report'
import { HOW_TO_INSTALL_DJANGO, startDjango } from './subjects/django'
import { measureHashing } from './subjects/hashing'
import { startNextFloor } from './subjects/next-floor'
import { startProduct } from './subjects/product'
import { describeMachine } from './support/machine'
import { note } from './support/note'

// On the way out, each server is stopped.
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

await runCli(async () => {
  const options = readOptions(process.argv.slice(2))
  if (!existsSync('/proc/self/stat')) throw new CliError('CPU time and memory are read from /proc: run this on Linux.')
  await build()
  const machine = describeMachine()
  const remarks: string[] = []
  const hashing = isHashing(options) ? await measureHashing({ cost: options.cost, milliseconds: 3000 }) : null
  note('Starting the product')
  const product = await measureSubject(await startProduct(options), options)
  note('Starting the peers')
  const next = options.withNext ? await measureSubject(await startNextFloor(options), options) : null
  const django = options.withDjango ? await startDjango(options) : null
  if (options.withDjango && !django) remarks.push(`Django was left out; it comes with: ${HOW_TO_INSTALL_DJANGO}`)
  const result = {
    machine,
    options,
    hashing,
    product,
    next,
    django: django && (await measureSubject(django, options)),
    remarks,
  }
  print(report(result))
  if (options.jsonFile) writeFileSync(options.jsonFile, `${JSON.stringify(result, null, 2)}\n`)
})

async function build() {
  note('Building the product unless it is built')
  const { isOk, output } = await run(process.execPath, ['scripts/build.mjs'])
  if (!isOk) throw new CliError(output.trim())
}

function isHashing({ cases }: Options): boolean {
  return cases.includes('log-in') || cases.includes('register')
}
