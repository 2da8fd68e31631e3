import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesIn } from './support/files-in.mjs'
import { ROOT } from './support/root.mjs'

const documents = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...markdownIn('docs')]
const decisions = readdirSync(path.join(ROOT, 'docs/decisions')).filter((name) => name !== 'README.md')

describe.each(documents)('%s', (file) => {
  const text = withoutCode(read(file))

  it('links only to files and headings that are there', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => String(target))
    const dead = targets.filter((target) => !/^[a-z]+:/.test(target) && !isThere(file, target))
    expect(dead).toEqual([])
  })

  it('names only files of the project that are there', () => {
    const named = [
      ...text.matchAll(
        /`((?:app|bench|components|docs|e2e|lib|prisma|scripts)\/[\w./()[\]-]+\.(?:tsx?|mjs|md|prisma))`/g,
      ),
    ]
    const dead = named.map(([, name]) => String(name)).filter((name) => !existsSync(path.join(ROOT, name)))
    expect(dead).toEqual([])
  })
})

describe('docs/decisions', () => {
  it.each(decisions)('%s is numbered, has the parts of the template, and is in the index', (name) => {
    expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/)
    const text = read(`docs/decisions/${name}`)
    expect(text).toMatch(
      /^# .+\n\n- Status: (accepted|superseded by \[\d{4}\]).*\n- Date: \d{4}-\d\d-\d\d\n\n## Context\n[^]+\n## Decision\n[^]+\n## Consequences\n/,
    )
    const [, title] = /^# (.+)/.exec(text) ?? []
    expect(read('docs/decisions/README.md')).toContain(`| [${name.slice(0, 4)}](${name}) | ${title} |`)
  })

  it('are numbered without a gap', () => {
    expect(decisions.map((name) => Number(name.slice(0, 4))).toSorted((one, other) => one - other)).toEqual(
      decisions.map((_, index) => index + 1),
    )
  })

  it('are named only by names that are there', () => {
    const sources = ['lib', 'app', 'components', 'e2e', 'scripts', 'bench'].flatMap(sourcesIn)
    const named = sources.flatMap((file) =>
      [...read(file).matchAll(/docs\/decisions\/(\d[\w-]+\.md)/g)].map(([, name]) => `${file}: ${String(name)}`),
    )
    expect(named.filter((name) => !decisions.includes(String(name.split(': ')[1])))).toEqual([])
  })
})

/** A link's file, from where it stands, and its heading, by the name that GitHub gives it. */
function isThere(file: string, target: string): boolean {
  const [name = '', heading] = target.split('#')
  const linked = name === '' ? file : path.posix.join(path.posix.dirname(file), name)
  if (!existsSync(path.join(ROOT, linked))) return false
  return heading === undefined || !linked.endsWith('.md') || headingsOf(linked).includes(heading)
}

function headingsOf(file: string): string[] {
  const headings = [...withoutCode(read(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => String(heading))
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function withoutCode(text: string): string {
  return text.replace(/^( *)```[^]*?^\1```/gm, '')
}

function markdownIn(folder: string): string[] {
  return filesIn(ROOT, folder).filter((file) => file.endsWith('.md'))
}

function sourcesIn(folder: string): string[] {
  return filesIn(ROOT, folder).filter(
    (file) => /\.(tsx?|mjs)$/.test(file) && !/\/(node_modules|generated|\.next)\//.test(file),
  )
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}
