import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './root.mjs'
import { DIFFERENT_ON_DATABASES, SLOW } from './test-groups.mjs'

const files = ['lib', 'scripts', 'bench'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(folder, ...file.split(path.sep))),
)
const testFiles = files.filter((file) => /\.test\.tsx?$/.test(file))

/** `a/{b,c}` as `a/b` and `a/c`. */
function alternatives(pattern: string): string[] {
  const [, before = '', choices = '', after = ''] = /^(.*?)\{(.*?)\}(.*)$/.exec(pattern) ?? []
  return choices === '' ? [pattern] : choices.split(',').flatMap((choice) => alternatives(`${before}${choice}${after}`))
}

// A file that was moved would no longer run where it must, and nobody would see it.
it.each([...DIFFERENT_ON_DATABASES, ...SLOW].flatMap(alternatives))('%s is a test file, or a folder with some', (pattern) => {
  const beginning = pattern.replace(/\*.*$/, '')
  expect(testFiles.filter((file) => file.startsWith(pattern.includes('*') ? beginning : `${beginning}.`))).not.toEqual([])
})
