import { spawn, execFileSync } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { freePort } from '../../scripts/support/ports.mjs'
import { decodedToken } from '../../lib/testing/forged-tokens'
import type { Service } from './scenarios'
import { transcribe } from './transcript'

/** Debian's, which has Django, Django REST Framework and SimpleJWT by packages. */
const PYTHON = '/usr/bin/python3'

/** Starts an older service from the folder of a Django site, in a copy: logins change it. */
export async function startOldService(site: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-old-service-'))
  cpSync(site, folder, { recursive: true })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  // Its own database, not that of our tests.
  const env = { ...process.env, DATABASE_URL: '', SITE_URL: origin, PAGINATE: '1', PYTHONDONTWRITEBYTECODE: '1' }
  const secret = execFileSync(PYTHON, ['-c', 'from config import settings; print(settings.SECRET_KEY)'], {
    cwd: folder,
    env,
  })
    .toString()
    .trim()
  const server = spawn(PYTHON, ['manage.py', 'runserver', '--noreload', `127.0.0.1:${port}`], {
    cwd: folder,
    env,
    stdio: 'ignore',
  })
  const isUp = () =>
    fetch(origin).then(
      () => true,
      () => false,
    )
  await expect.poll(isUp, { timeout: 30_000 }).toBe(true)

  const { call, answers } = transcribe(origin, '127.0.0.1')
  const service: Service = {
    call,
    verify: async (email) => {
      const link = /https?:\S+/.exec(await mailTo(folder, email))?.[0] ?? ''
      await fetch(link, { redirect: 'manual' })
    },
    codeOf: async (email) => /\b\d{6}\b/.exec(bodyOf(await mailTo(folder, email)))?.[0] ?? '',
    resetOf: async (email) => {
      const [, uidb64 = '', token = ''] =
        /\/reset-password\/([^/\s]+)\/([^/\s]+)/.exec(await mailTo(folder, email)) ?? []
      return { uidb64, token }
    },
    expired: async (access) => {
      const { header, claims } = decodedToken(access)
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const input = `${part(header)}.${part({ ...claims, exp: Number(claims.exp) - 86_400, jti: randomUUID() })}`
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    },
  }
  return {
    service,
    answers,
    stop: async () => {
      server.kill()
      await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The newest mail to someone, which Django writes into a folder. */
async function mailTo(folder: string, email: string): Promise<string> {
  const mails = path.join(folder, 'mails')
  const find = () =>
    (existsSync(mails) ? readdirSync(mails) : [])
      .toSorted()
      .map((name) => readFileSync(path.join(mails, name), 'utf8'))
      .findLast((text) => text.includes(`To: ${email}`)) ?? ''
  await expect.poll(find, { message: `a mail to ${email}` }).not.toBe('')
  return find()
}

const bodyOf = (mail: string) => mail.slice(mail.indexOf('\n\n'))
