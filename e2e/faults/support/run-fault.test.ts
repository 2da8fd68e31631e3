import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Fault } from './fault'
import { runFault } from './run-fault'
import { startDatabase } from './start-database'

const fault: Fault = {
  statements: 'S70',
  title: 'Something breaks',
  small: ['postgresql'],
  run: async (run) => {
    const database = await startDatabase(run, 'postgresql', () => Promise.reject(new Error('it is not installed')))
    run.report.hold('there is one', database !== null)
  },
}
const statementFails = ['nothing: there is one']
const run = () => runFault({ name: 'nothing', fault, isFull: false, seed: 1 })

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

it('counts a database that cannot be had as skipped, and says why', async () => {
  vi.stubEnv('CI', '')
  expect(await run()).toEqual({ held: 0, skipped: 1, failures: statementFails })
  expect(lines.join('')).toContain('PostgreSQL skipped: it is not installed\n')
})

it('counts it as broken with CI set', async () => {
  vi.stubEnv('CI', 'true')
  expect(await run()).toEqual({
    held: 0,
    skipped: 0,
    failures: ['nothing: PostgreSQL cannot be had: it is not installed', ...statementFails],
  })
})
