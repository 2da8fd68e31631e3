import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { exampleSettings } from './support/example-settings.mjs'
import { ROOT } from './support/root.mjs'
import { useBuiltConfig } from '@/lib/server/use-built-config'

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
  const compose = read('compose.yaml')
  /** What stands further in than its head. */
  const block = (head: string) => {
    const [, after = ''] = compose.split(`\n${head}\n`)
    const depth = head.search(/\S/)
    const lines = after.split('\n')
    const end = lines.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= depth)
    return lines.slice(0, end).join('\n')
  }
  const names = (text: string) => [...text.matchAll(/^ +([A-Z_]+):/gm)].map(([, name]) => String(name))

  it.each(['app', 'commands'])('gives %s every setting of .env but those that it decides itself', (service) => {
    const said = block(`  ${service}:`)
    expect(said).toMatch(/^ {4}env_file: \.env$/m)
    expect(said).toMatch(/^ {4}environment: \*settings$|^ {6}<<: \*settings$/m)
    const settings = block('x-settings: &settings')
    // By ${NAME}, with nothing after it that would hold another value.
    const taken = [...settings.matchAll(/^ +([A-Z_]+): '\$\{\1:\?[^}]+\}'$/gm)].map(([, name]) => name)
    const decided = [...names(settings), ...names(said)].filter((name) => !taken.includes(name))
    const documented =
      /except those that `compose\.yaml` sets: ([^.]+)\./.exec(
        read('docs/operating.md').replaceAll(/\s+/g, ' '),
      )?.[1] ?? ''
    expect(documented.match(/[A-Z_]+/g)).toEqual(expect.arrayContaining(decided))
    expect(exampleSettings()).toEqual(expect.arrayContaining([...decided, ...taken]))
    expect(decided.length).toBeGreaterThan(1)
  })

  it('asks for the settings without which none starts', () => {
    const asked = [...compose.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name)
    expect(asked).toEqual(['AUTH_SECRET', 'APP_URL', 'EMAIL_SERVER', 'POSTGRES_PASSWORD'])
  })

  it('throws no count of tries away when Redis is full', () => {
    expect(compose).toMatch(/^ {4}command: \['redis-server', .*'--maxmemory-policy', 'noeviction'\]$/m)
  })
})

describe('what is written about containers', () => {
  const pages = [
    'README.md',
    'compose.yaml',
    'Dockerfile',
    ...['operating', 'upgrading', 'branding'].map((name) => `docs/${name}.md`),
  ]
  const lines = pages.flatMap((page) => read(page).split('\n'))
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)

  it('runs commands that there are', () => {
    const run = lines.flatMap(
      (line) => /\bdocker (?:compose )?run .*?\b(?:vestibule-)?commands ([a-z]+:[a-z-]+)/.exec(line)?.[1] ?? [],
    )
    expect(run.length).toBeGreaterThan(4)
    expect(scripts).toEqual(expect.arrayContaining(run))
  })

  it('builds the commands with the servers, which Compose does for an active profile only', () => {
    const compose = read('compose.yaml')
    expect(compose).toMatch(/^ {4}profiles: \[commands\]$/m)
    const built = lines.filter((line) => /^docker compose .*\bbuild\b|^docker compose .*--build\b/.test(line))
    expect(built).toHaveLength(2)
    for (const line of built) expect(line).toMatch(/^docker compose --profile commands build$/)
  })
})

describe('useBuiltConfig', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-built-'))
  mkdirSync(path.join(folder, '.next'))
  afterEach(() => {
    delete process.env.__NEXT_PRIVATE_STANDALONE_CONFIG
    rmSync(folder, { recursive: true, force: true })
  })

  it('hands Next the configuration that it was built with', () => {
    const build = (config: object) =>
      writeFileSync(path.join(folder, '.next/required-server-files.json'), JSON.stringify({ config }))
    build({ output: 'standalone', poweredByHeader: false })
    useBuiltConfig(folder)
    expect(JSON.parse(String(process.env.__NEXT_PRIVATE_STANDALONE_CONFIG))).toEqual({
      output: 'standalone',
      poweredByHeader: false,
    })
  })
})
