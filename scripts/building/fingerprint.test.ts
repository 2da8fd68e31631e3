import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildFingerprint } from './build-app.mjs'
import { makeWhenStale } from './fingerprint.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule fingerprint '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, content: string) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), content)
}

describe('the fingerprint of a build', () => {
  const changes = (file: string, content = 'changed') => {
    const before = buildFingerprint(folder)
    write(file, content)
    return buildFingerprint(folder) !== before
  }

  it.each([
    'app/(auth)/login/page.tsx',
    'components/ui/button.tsx',
    'lib/registration/register.ts',
    'lib/passwords/hash-worker.mjs',
    'public/icon.svg',
    'prisma/schema.prisma',
    'next.config.ts',
    'proxy.ts',
    'instrumentation.ts',
    'postcss.config.mjs',
    'package-lock.json',
    'tsconfig.json',
  ])('changes with %s', (file) => {
    expect(changes(file)).toBe(true)
  })

  it.each([
    'lib/registration/register.db.test.ts',
    'e2e/flows/login.spec.ts',
    'bench/next-floor/app/page/page.tsx',
    'docs/contributing.md',
    'README.md',
    '.env',
    'data/vestibule.db',
    'playwright.config.ts',
    'prisma/migrations/sqlite/1_init/migration.sql',
    'next-env.d.ts',
  ])('does not change with %s', (file) => {
    expect(changes(file)).toBe(false)
  })

  it('changes when a file is removed or renamed', () => {
    write('app/page.tsx', 'a page')
    const before = buildFingerprint(folder)
    rmSync(path.join(folder, 'app/page.tsx'))
    const without = buildFingerprint(folder)
    write('app/other.tsx', 'a page')
    expect(new Set([before, without, buildFingerprint(folder)]).size).toBe(3)
  })
})

describe('making what is stale', () => {
  const make = (take: string, work: () => Promise<void> = async () => undefined) =>
    makeWhenStale({ record: path.join(folder, 'made/fingerprint'), take: () => take, make: work })

  it('makes at the first time and after a change, and not again before', async () => {
    expect(await make('one')).toBe(true)
    expect(await make('one')).toBe(false)
    expect(await make('two')).toBe(true)
    expect(await make('one')).toBe(true)
  })

  it('does not take for made what failed, even where it had been made before', async () => {
    await make('one')
    await expect(make('two', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await make('one')).toBe(true)
  })

  it('does not take for made what was broken off half-way', async () => {
    await make('one')
    // The record is gone while the work goes on: a killed process leaves none behind.
    await make('two', async () => {
      expect(() => readFileSync(path.join(folder, 'made/fingerprint'))).toThrow('ENOENT')
    })
  })
})
