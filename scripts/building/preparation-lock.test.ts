import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withPreparationLock } from './preparation-lock.mjs'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule lock '))
  file = path.join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the lock on preparing a folder', () => {
  it('sends a second process away while a first one works, and says what to do', async () => {
    writeFileSync(file, String(process.ppid))
    await expect(withPreparationLock(async () => 'done', file)).rejects.toThrow(`process ${process.ppid}`)
    expect(existsSync(file)).toBe(true)
  })

  it('is given back after the work, done or failed', async () => {
    expect(await withPreparationLock(async () => existsSync(file), file)).toBe(true)
    expect(existsSync(file)).toBe(false)
    await expect(withPreparationLock(() => Promise.reject(new Error('broken')), file)).rejects.toThrow('broken')
    expect(existsSync(file)).toBe(false)
  })

  it('is taken over from a process that had the id of this one', async () => {
    writeFileSync(file, String(process.pid))
    expect(await withPreparationLock(async () => 'done', file)).toBe('done')
  })

  it('says so if it cannot be written', async () => {
    await expect(withPreparationLock(async () => 'done', path.join(folder, 'nowhere/lock'))).rejects.toThrow(
      'cannot be written to',
    )
  })

  it('is taken over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(file, String(pid))
    expect(await withPreparationLock(async () => 'done', file)).toBe('done')
  })
})
