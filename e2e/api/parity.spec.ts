import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startOldService } from '../parity/old-service'
import { SCENARIOS, type Service } from '../parity/scenarios'
import { differenceOf, transcribe, type Answer } from '../parity/transcript'
import { caughtMail } from '../support/api-mails'
import { expect, test } from '../support/api-test'
import { codeIn, tokenLinkIn, type ReadMail } from '../support/inbox'
import { decodedToken } from '../../lib/testing/forged-tokens'
import { aMember } from '../support/person'
import { signToken } from '../../lib/tokens/jwt'

/*
 * Ours beside the older services, with the same calls. What those answered is in e2e/parity/transcripts. Where there
 * are Django and the sites themselves, OLD_SERVICES names the folder that has a, b, d and e: then they run, must answer
 * as they did, and with RECORD=1 their answers are written down. docs/legacy-api.md has every difference, with its
 * reason.
 */
const SITES = process.env.OLD_SERVICES
const DIFFERENCES = differencesIn(readFileSync('docs/legacy-api.md', 'utf8'))

for (const name of ['A', 'B', 'D', 'E'] as const) {
  test(`to clients of service ${name} we answer as it did, but for what docs/legacy-api.md says`, async ({
    clientIp,
  }) => {
    const file = `e2e/parity/transcripts/${name.toLowerCase()}.json`
    const old = SITES ? await recordOld(name, path.join(SITES, name.toLowerCase())) : read(file)
    if (process.env.RECORD === '1')
      writeFileSync(file, `[\n${old.map((answer) => `  ${JSON.stringify(answer)}`).join(',\n')}\n]\n`)
    expect(old).toEqual(read(file))

    // Service E lists someone else.
    await aMember()
    const { call, answers } = transcribe(clientNetwork(name), clientIp)
    await SCENARIOS[name]({ call, ...mailsOf(name) })
    expect(answers.map(({ step }) => step)).toEqual(old.map(({ step }) => step))
    const found = old.flatMap((answer, nth) => {
      const difference = differenceOf(answer, answers[nth] as Answer)
      return difference ? [`${name} | ${answer.step} | ${difference.old} | ${difference.ours}`] : []
    })
    expect(found).toEqual(DIFFERENCES.filter((line) => line.startsWith(`${name} |`)))
  })
}

async function recordOld(name: keyof typeof SCENARIOS, site: string): Promise<Answer[]> {
  const { service, answers, stop } = await startOldService(site)
  try {
    await SCENARIOS[name](service)
    return answers
  } finally {
    await stop()
  }
}

/** B and D let people log in before their address is verified. */
function clientNetwork(name: keyof typeof SCENARIOS): string {
  return String(name === 'B' || name === 'D' ? process.env.E2E_OPTIONAL_APP_URL : process.env.E2E_API_URL)
}

/** How our clients get their emails, and an expired token. */
function mailsOf(name: keyof typeof SCENARIOS): Omit<Service, 'call'> {
  const origin = clientNetwork(name)
  return {
    verify: async (email) => {
      const otp = codeIn(await caughtMail(email, 'Verify your email address'))
      const body = JSON.stringify({ email, otp })
      expect(
        (
          await fetch(`${origin}/api/v1/verify-email`, {
            method: 'POST',
            body,
            headers: { 'Content-Type': 'application/json' },
          })
        ).status,
      ).toBe(200)
    },
    codeOf: async (email) => codeIn(await caughtMail(email, 'Verify your email address')),
    resetOf: async (email) => {
      const find = async () => {
        const response = await fetch(
          `${origin}/mailbox/messages?key=${process.env.E2E_MAILBOX_KEY}&to=${encodeURIComponent(email)}`,
        )
        const { messages } = (await response.json()) as { messages: ReadMail[] }
        return messages.find(({ subject }) => subject === 'Reset your password')
      }
      await expect.poll(find).toBeDefined()
      return { uidb64: 'MQ', token: new URL(tokenLinkIn((await find()) as ReadMail)).searchParams.get('token') ?? '' }
    },
    expired: async (access) => {
      const { sub, sid, jti } = decodedToken(access).claims
      const expiresAt = new Date(Date.now() - 3_600_000)
      // The key is in the database of one of the two servers, which tests share.
      if (name === 'B' || name === 'D') return `${access.split('.').slice(0, 2).join('.')}.expired`
      return signToken('access', {
        userId: String(sub),
        sessionId: String(sid),
        tokenId: String(jti),
        issuedAt: new Date(0),
        expiresAt,
      })
    },
  }
}

function read(file: string): Answer[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Answer[]) : []
}

/** The rows of the table: service, call, old answer, ours; and a reason, which must not be empty. */
function differencesIn(text: string): string[] {
  const [, section = ''] = text.split('\n## Differences\n')
  const rows = section.split('\n').filter((line) => /^\| [ABDE] \|/.test(line))
  return rows.map((row) => {
    const [service, step, old, ours, reason] = row
      .split('|')
      .slice(1)
      .map((cell) => cell.trim().replaceAll('`', ''))
    expect(reason, row).toMatch(/\w/)
    return [service, step, old, ours].join(' | ')
  })
}
