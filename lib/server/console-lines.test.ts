import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parseLog } from '@/lib/testing/captured-log'
import { ROOT } from '../../scripts/support/root.mjs'

/** What stands in the log after a program wrote to the console of a production server. */
function logOf(program: string, level = 'info') {
  const code = `import { logConsoleLines } from './lib/server/console-lines'; logConsoleLines(); ${program}`
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', LOG_LEVEL: level }
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return parseLog(stdout)
}

describe('the console of a production server', () => {
  it('writes log lines, each at its level', () => {
    const lines = logOf(`console.log('a %s', 'b'); console.warn('c'); console.error('d'); console.debug('e')`)
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['info', 'a b'],
      ['warn', 'c'],
      ['error', 'd'],
    ])
    expect(logOf(`console.log('a'); console.error('b')`, 'error').map(({ msg }) => msg)).toEqual(['b'])
  })

  it('logs an error by name and frames, and nothing of an object (S62)', () => {
    const [line, ...others] = logOf(`console.error(' ⨯', new TypeError('hunter2'), { password: 'hunter2' })`)
    expect(others).toEqual([])
    expect(line).toMatchObject({ level: 'error', msg: '⨯', error: 'TypeError' })
    expect(JSON.stringify(line)).not.toContain('hunter2')
  })

  it('lets nobody forge a line, nor the colours of a terminal (S62)', () => {
    const [line, ...others] = logOf(String.raw`console.log('a\n{"level":"info","msg":"b"}\u001b[31m\u2028')`)
    expect(others).toEqual([])
    expect(line?.msg).toBe('a\n{"level":"info","msg":"b"}')
  })

  it('writes no line for an empty one', () => {
    expect(logOf(`console.log(); console.log(''); console.log('\\n')`)).toEqual([])
  })
})
