import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { exampleSettings } from './example-settings.mjs'
import { ROOT } from './root.mjs'

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

/** The settings that the product reads. */
const parsed = [...read('lib/config/parse-config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)]
  .map(([, name]) => String(name))
  .toSorted()

describe('what is written about the settings', () => {
  it('finds the settings where they are parsed', () => {
    expect(parsed).toContain('AUTH_SECRET')
    expect(parsed.length).toBeGreaterThan(20)
  })

  it('is complete in .env.example', () => {
    expect(exampleSettings().toSorted()).toEqual(parsed)
  })

  it('is complete in the README', () => {
    const table = [...read('README.md').matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => String(name))
    expect(table.toSorted()).toEqual(parsed)
  })
})
