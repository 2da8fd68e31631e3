import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '../support/api-test'
import { caughtMail } from '../support/api-mails'
import { codeIn, tokenLinkIn } from '../support/inbox'
import { aPicture } from '../../lib/testing/pictures'

/*
 * The walk-throughs of docs/api.md, run as they are written: only the server's URL differs, and the digits are those of
 * the email.
 */
const GUIDE = readFileSync('docs/api.md', 'utf8')
const LEGACY_GUIDE = readFileSync('docs/legacy-api.md', 'utf8')

test.describe('The walk-through of docs/api.md', () => {
  let folder = ''
  test.beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-guide-'))
  })
  test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('goes from registration to log-out with curl', async () => {
    const [register = '', verify = '', logIn = '', ...rest] = blocksUnder('### curl', 'sh')
    const [picture = ''] = blocksUnder('## Pictures', 'sh')
    await aPicture().jpeg().toFile(path.join(folder, 'picture.jpg'))
    expect(verify).toContain('CODE=480213')
    const shell = start('sh', ['-eu'], folder)
    shell.type(`${register}\n`)
    shell.type(`${verify.replace('480213', await codeFor('ada@example.com'))}\n`)
    shell.type([logIn, picture, ...rest].join('\n'))
    const { exitCode, output } = await shell.end()
    expect(exitCode, output).toBe(0)
    expect(output).toContain('"verification":"required"')
    expect(output).toMatch(/"avatar_url":"http/)
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

for (const [service, email, answers] of [
  ['A', 'alan@example.com', ['"username":"alan"', 'Logged out successfully']],
  [
    'B',
    'barbara@example.com',
    ['"username":"barbara"', 'Password changed successfully', 'Password has been reset successfully'],
  ],
  [
    'D',
    'dorothy@example.com',
    ['"name":"Dorothy Vaughan"', 'Password changed successfully', 'Logged out successfully'],
  ],
  ['E', 'edith@example.com', ['"results":[{', '"location":"Boston"', 'Logged out successfully']],
] as const) {
  test(`The walk-through of service ${service} in docs/legacy-api.md goes from registration to its end`, async () => {
    const url = String(service === 'D' ? process.env.E2E_OPTIONAL_APP_URL : process.env.E2E_API_URL)
    const [field = ''] = blocksUnder('### curl', 'sh')[0]?.split('\n') ?? []
    const [post = ''] = blocksUnder('## Calls', 'sh', url, LEGACY_GUIDE)
    const shell = start('sh', ['-eu'], os.tmpdir())
    shell.type(`${field}\n${post}`)
    for (const block of blocksUnder(`### Service ${service}`, 'sh', url, LEGACY_GUIDE)) {
      if (block.includes('480213')) shell.type(block.replace('480213', await codeFor(email)))
      else if (block.includes('the-token-of-the-link'))
        shell.type(block.replace('the-token-of-the-link', await resetTokenFor(email)))
      else shell.type(block)
    }
    const { exitCode, output } = await shell.end()
    expect(exitCode, output).toBe(0)
    for (const answer of answers) expect(output).toContain(answer)
    // Of what is written there nothing is refused.
    expect(output).not.toMatch(/"detail"|This field/)
  })
}

/** The code blocks of a language below a heading, with the address of the test's server. */
function blocksUnder(
  heading: string,
  language: string,
  url = String(process.env.E2E_API_URL),
  guide = GUIDE,
): string[] {
  const [, section = ''] = guide.split(`\n${heading}\n`)
  const [here = ''] = section.split(/\n#{2,3} /)
  const blocks = [...here.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block]) =>
    String(block),
  )
  return blocks.map((block) => block.replaceAll('http://localhost:3000', url))
}

async function codeFor(email: string): Promise<string> {
  return codeIn(await caughtMail(email, 'Verify your email address'))
}

async function resetTokenFor(email: string): Promise<string> {
  const link = new URL(tokenLinkIn(await caughtMail(email, 'Reset your password')))
  return String(link.searchParams.get('token'))
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
