import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseConfig } from '@/lib/config/parse-config'
import { loadEnvironmentFile, writeEnvironmentFile } from './environment-file.mjs'

let folder = ''
const environment = { ...process.env }
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule environment '))
  for (const name of ['AUTH_SECRET', 'MAILBOX_KEY', 'EMAIL_SERVER', 'DATABASE_URL']) delete process.env[name]
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  Object.assign(process.env, environment)
})

describe('the .env of a fresh clone', () => {
  it('is all that a start needs: fresh secrets and the development inbox', () => {
    expect(writeEnvironmentFile(folder)).toBe(true)
    loadEnvironmentFile(folder)
    const { authSecret, emailServer, mailboxKey } = parseConfig(process.env)
    expect(emailServer).toEqual({ kind: 'mailbox' })
    expect(authSecret.length).toBeGreaterThanOrEqual(44)
    expect(mailboxKey?.length).toBeGreaterThanOrEqual(32)
  })

  it('holds other secrets each time', () => {
    writeEnvironmentFile(folder)
    const first = readFileSync(path.join(folder, '.env'), 'utf8')
    rmSync(path.join(folder, '.env'))
    writeEnvironmentFile(folder)
    expect(readFileSync(path.join(folder, '.env'), 'utf8')).not.toBe(first)
  })

  it.skipIf(process.platform === 'win32')('is readable by its owner only', () => {
    writeEnvironmentFile(folder)
    expect(statSync(path.join(folder, '.env')).mode & 0o777).toBe(0o600)
  })

  it('is never written over one that exists', () => {
    writeFileSync(path.join(folder, '.env'), 'AUTH_SECRET=mine')
    expect(writeEnvironmentFile(folder)).toBe(false)
    expect(readFileSync(path.join(folder, '.env'), 'utf8')).toBe('AUTH_SECRET=mine')
  })

  it('says so if it cannot be written', () => {
    expect(() => writeEnvironmentFile(path.join(folder, 'nowhere'))).toThrow('.env cannot be written in')
  })

  it('gives way to variables of the environment, an empty one included', () => {
    writeFileSync(
      path.join(folder, '.env'),
      'AUTH_SECRET=of-the-file\nMAILBOX_KEY=of-the-file\nEMAIL_SERVER=of-the-file',
    )
    process.env.AUTH_SECRET = 'of-the-environment'
    process.env.MAILBOX_KEY = ''
    loadEnvironmentFile(folder)
    expect(process.env).toMatchObject({
      AUTH_SECRET: 'of-the-environment',
      MAILBOX_KEY: '',
      EMAIL_SERVER: 'of-the-file',
    })
  })

  it('may be missing', () => {
    expect(() => loadEnvironmentFile(folder)).not.toThrow()
  })
})
