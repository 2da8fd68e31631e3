import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesIn } from './support/files-in.mjs'
import { ROOT } from './support/root.mjs'

const SOURCES = ['lib', 'app', 'components', 'e2e', 'scripts', 'bench', 'docs'].flatMap(sourcesOf)
const TESTS = SOURCES.filter(([file]) => /\.(test|spec)\.tsx?$/.test(file) || /^e2e\/faults\/[^/]+\.ts$/.test(file))
const NUMBER = /\bS\d{1,3}\b/g

/** The bullets of docs/security.md: a statement's number, and the files named below it. */
const STATEMENTS = read('docs/security.md')
  .split(/^(?=- \*\*S|#)/m)
  .flatMap((block) => {
    const number = /^- \*\*(S\d+)\*\*/.exec(block)?.[1]
    const files = [...block.matchAll(/`([^`\s]+\.tsx?)`/g)].map(([, file]) => String(file))
    return number ? [{ number, files }] : []
  })
const NUMBERS = STATEMENTS.map(({ number }) => number)

describe('docs/security.md', () => {
  it('has every statement once', () => {
    expect(NUMBERS.length).toBeGreaterThan(50)
    expect(new Set(NUMBERS).size).toBe(NUMBERS.length)
  })

  it.each(STATEMENTS)('$number has a test, and each file named for it is one that names it', ({ number, files }) => {
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((file) => !textOf(file)).map((file) => `${file} does not exist${moved(file)}`)).toEqual([])
    expect(
      files.filter((file) => !numbersIn(textOf(file) ?? '').includes(number)).map((file) => `${file} does not name it`),
    ).toEqual([])
  })

  it('has every number that code, tests and documents name', () => {
    const unknown = SOURCES.flatMap(([file, text]) =>
      numbersIn(text)
        .filter((number) => !NUMBERS.includes(number))
        .map((number) => `${file}: ${number}`),
    )
    expect(unknown).toEqual([])
  })
})

function numbersIn(text: string): string[] {
  return [...new Set(text.match(NUMBER))]
}

function textOf(file: string): string | undefined {
  return TESTS.find(([name]) => name === file)?.[1]
}

/** Where a file of that name is now. */
function moved(file: string): string {
  const places = TESTS.map(([name]) => name).filter((name) => path.basename(name) === path.basename(file))
  return places.length > 0 ? `: now ${places.join(' or ')}` : ''
}

function sourcesOf(folder: string): [file: string, text: string][] {
  return filesIn(ROOT, folder)
    .filter((file) => /\.(tsx?|mjs|md)$/.test(file) && !/\/(node_modules|generated|\.next)\//.test(file))
    .map((file) => [file, read(file)])
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}
