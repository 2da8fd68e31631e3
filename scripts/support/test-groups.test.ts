import { expect, it } from 'vitest'
import { filesIn } from './files-in.mjs'
import { ROOT } from './root.mjs'
import { DIFFERENT_ON_DATABASES, SLOW } from './test-groups.mjs'

const files = ['lib', 'scripts', 'bench'].flatMap((folder) => filesIn(ROOT, folder))
const testFiles = files.filter((file) => /\.test\.tsx?$/.test(file))

/** `a/{b,c}` as `a/b` and `a/c`. */
function alternatives(pattern: string): string[] {
  const [, before = '', choices = '', after = ''] = /^(.*?)\{(.*?)\}(.*)$/.exec(pattern) ?? []
  return choices === '' ? [pattern] : choices.split(',').flatMap((choice) => alternatives(`${before}${choice}${after}`))
}

// A file that was moved would no longer run where it must, and nobody would see it.
it.each([...DIFFERENT_ON_DATABASES, ...SLOW].flatMap(alternatives))(
  '%s is a test file, or a folder with some',
  (pattern) => {
    const beginning = pattern.replace(/\*.*$/, '')
    expect(
      testFiles.filter((file) => file.startsWith(pattern.includes('*') ? beginning : `${beginning}.`)),
    ).not.toEqual([])
  },
)
