import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { exampleSettings } from './support/example-settings.mjs'
import { ROOT } from './support/root.mjs'
import { useBuiltSettings } from './support/use-built-settings.mjs'

const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8')

describe('Dockerfile', () => {
  it('starts and checks what is there, as nobody special', () => {
    const [, server = ''] = read('Dockerfile').split(/^FROM node:\d+-slim$/m)
    expect(server).toMatch(/^USER node$/m)
    const commands = [...server.matchAll(/^\s*CMD \["node", "(.+)"\]$/gm)].map(([, script]) => String(script))
    expect(commands).toHaveLength(2)
    for (const script of commands) expect(existsSync(path.join(ROOT, script)), script).toBe(true)
  })

  it('leaves secrets and data out', () => {
    const ignored = read('.dockerignore').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', 'data', '.git', 'node_modules', '.next']))
  })
})

describe('compose.yaml', () => {
  it('gives the servers settings that there are, and asks for those without which none starts', () => {
    const compose = read('compose.yaml')
    const [block = ''] = /^x-settings:.*?\n\n/ms.exec(compose) ?? []
    const names = [...block.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => String(name))
    expect(names.length).toBeGreaterThan(5)
    expect(exampleSettings()).toEqual(expect.arrayContaining(names))
    const asked = [...compose.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name)
    expect(asked).toEqual(['AUTH_SECRET', 'APP_URL', 'EMAIL_SERVER', 'POSTGRES_PASSWORD'])
  })
})

describe('useBuiltSettings', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-built-'))
  mkdirSync(path.join(folder, '.next'))
  afterEach(() => {
    delete process.env.__NEXT_PRIVATE_STANDALONE_CONFIG
    rmSync(folder, { recursive: true, force: true })
  })

  it('hands Next the settings of a standalone build, and of no other', () => {
    const build = (config: object) =>
      writeFileSync(path.join(folder, '.next/required-server-files.json'), JSON.stringify({ config }))
    build({ poweredByHeader: false })
    useBuiltSettings(folder)
    expect(process.env.__NEXT_PRIVATE_STANDALONE_CONFIG).toBeUndefined()
    build({ output: 'standalone', poweredByHeader: false })
    useBuiltSettings(folder)
    expect(JSON.parse(String(process.env.__NEXT_PRIVATE_STANDALONE_CONFIG))).toEqual({
      output: 'standalone',
      poweredByHeader: false,
    })
  })
})
