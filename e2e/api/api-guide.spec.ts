import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '../support/api-test'
import { caughtMail } from '../support/api-mails'
import { codeIn } from '../support/inbox'

/*
 * The walk-throughs of docs/api.md, run as they are written: only the server's address is another, and the digits are those of
 * the mail.
 */
const GUIDE = readFileSync('docs/api.md', 'utf8')

test.describe('The walk-through of docs/api.md', () => {
  let folder = ''
  test.beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-guide-'))
  })
  test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('goes from registration to log-out with curl', async () => {
    const [register = '', verify = '', ...rest] = blocksUnder('### curl', 'sh')
    expect(verify).toContain('CODE=480213')
    const shell = start('sh', ['-eu'], folder)
    shell.type(`${register}\n`)
    shell.type(`${verify.replace('480213', await codeFor('ada@example.com'))}\n`)
    shell.type(rest.join('\n'))
    const { exitCode, output } = await shell.end()
    expect(exitCode, output).toBe(0)
    expect(output).toContain('"verification":"required"')
    expect(output).toContain('"location":"London"')
    expect(output).toContain('Logged out successfully')
  })

  test('goes from registration to log-out with fetch', async () => {
    const [script = ''] = blocksUnder('### fetch', 'js')
    writeFileSync(path.join(folder, 'walk-through.mjs'), script)
    const node = start(process.execPath, ['walk-through.mjs'], folder)
    node.type(`${await codeFor('grace@example.com')}\n`)
    const { exitCode, output } = await node.end()
    expect(exitCode, output).toBe(0)
    expect(output).toContain(`location: 'Arlington'`)
    expect(output).toContain('Logged out successfully')
  })

  test('goes from registration to log-out with Python', async () => {
    const isMissing = spawnSync('python3', ['-c', 'import requests']).status !== 0
    test.skip(isMissing && process.env.CI === undefined, 'Python with requests is not on this machine.')
    const [script = ''] = blocksUnder('### Python', 'python')
    writeFileSync(path.join(folder, 'walk_through.py'), script)
    const python = start('python3', ['walk_through.py'], folder)
    python.type(`${await codeFor('katherine@example.com')}\n`)
    const { exitCode, output } = await python.end()
    expect(exitCode, output).toBe(0)
    expect(output).toContain(`'location': 'Hampton'`)
    expect(output).toContain('Logged out successfully')
  })
})

/** The code blocks of a language below a heading, with the address of the test's server. */
function blocksUnder(heading: string, language: string): string[] {
  const [, section = ''] = GUIDE.split(`\n${heading}\n`)
  const [here = ''] = section.split(/\n#{2,3} /)
  const blocks = [...here.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block]) => String(block))
  return blocks.map((block) => block.replaceAll('http://localhost:3000', String(process.env.E2E_API_URL)))
}

async function codeFor(email: string): Promise<string> {
  return codeIn(await caughtMail(email, 'Verify your e-mail address'))
}

/** A program that reads what is typed. */
function start(command: string, args: string[], folder: string) {
  const program = spawn(command, args, { cwd: folder, stdio: 'pipe', env: { ...process.env, FORCE_COLOR: '0' } })
  let output = ''
  program.stdout.on('data', (chunk: Buffer) => (output += chunk))
  program.stderr.on('data', (chunk: Buffer) => (output += chunk))
  const closed = once(program, 'close')
  return {
    type: (text: string) => program.stdin.write(text),
    async end() {
      program.stdin.end()
      await closed
      return { exitCode: program.exitCode, output }
    },
  }
}
