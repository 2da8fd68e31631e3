import { parseArgs } from 'node:util'
import { CliError } from '../scripts/support/cli-error.mjs'
import { TEST_DATABASES } from '../scripts/support/start-test-databases.mjs'
import { CASE_NAMES, type CaseName } from './cases'

const PEERS = ['none', 'next', 'django', 'all'] as const

export type Options = {
  /** How long each case is counted. */
  seconds: number
  warmUpSeconds: number
  cases: CaseName[]
  withNext: boolean
  withDjango: boolean
  /** Of TEST_DATABASES. Only the product runs on it. */
  database: string
  /** Connections of each case. */
  connections: number
  processes: number
  /** Of bcrypt, everywhere. */
  cost: number
  jsonFile: string | null
}

/** @throws CliError for an option that it does not know */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '5' },
      'warm-up': { type: 'string', default: '3' },
      only: { type: 'string', default: CASE_NAMES.join(',') },
      peers: { type: 'string', default: 'all' },
      database: { type: 'string', default: 'sqlite' },
      connections: { type: 'string', default: '32' },
      processes: { type: 'string', default: '2' },
      cost: { type: 'string', default: '10' },
      json: { type: 'string' },
    },
  })
  const peers = oneOf('--peers', PEERS, values.peers)
  return {
    seconds: positive('--seconds', values.seconds),
    warmUpSeconds: positive('--warm-up', values['warm-up']),
    cases: values.only.split(',').map((name) => oneOf('--only', CASE_NAMES, name)),
    withNext: peers === 'next' || peers === 'all',
    withDjango: peers === 'django' || peers === 'all',
    database: oneOf('--database', TEST_DATABASES, values.database),
    connections: positive('--connections', values.connections),
    processes: positive('--processes', values.processes),
    cost: positive('--cost', values.cost),
    jsonFile: values.json ?? null,
  }
}

function oneOf<Value extends string>(option: string, allowed: readonly Value[], value: string): Value {
  const found = allowed.find((each) => each === value)
  if (found === undefined) throw new CliError(`${option} takes ${allowed.join(', ')}; "${value}" is none of them.`)
  return found
}

function positive(option: string, value: string): number {
  const number = Number(value)
  if (!(number > 0)) throw new CliError(`${option} takes a number above 0; "${value}" is not one.`)
  return number
}
