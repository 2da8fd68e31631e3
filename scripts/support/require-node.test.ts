import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './root.mjs'

const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'))

function startOn(version: string) {
  const pretence = `data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"${version}"}})`
  const { status, stderr } = spawnSync(process.execPath, ['--import', pretence, 'scripts/support/require-node.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return { status, stderr }
}

it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0', '30.0.0'])('a script starts on Node %s', (version) => {
  expect(startOn(version)).toEqual({ status: 0, stderr: '' })
})

it.each(['18.20.0', '20.18.9', '21.7.3', '22.0.0', '22.11.0'])('a script refuses Node %s in a sentence', (version) => {
  expect(startOn(version)).toEqual({
    status: 1,
    stderr: expect.stringMatching(`^Vestibule needs Node 20.19, or 22.12 or newer, and this is ${version}\\..*\n$`),
  })
})

it('package.json says the same', () => {
  expect([read('package.json').engines, read('package-lock.json').packages[''].engines]).toEqual([
    { node: '^20.19 || >=22.12' },
    { node: '^20.19 || >=22.12' },
  ])
})
