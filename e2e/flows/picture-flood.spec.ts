import type { APIRequestContext } from '@playwright/test'
import sharp from 'sharp'
import { aPerson } from '../support/person'
import { aBomb, aUniquePicture } from '../../lib/testing/pictures'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'

/** Far more than a visit takes on a busy machine, in milliseconds. */
const TIMEOUT_MILLISECONDS = 5000
/** Of the time that all pictures take, however slow the machine: who waited for some of them would wait for more. */
const SHARE = 0.2

const PATHS = ['/login', '/api/health/live'] as const

test.describe.configure({ timeout: 120_000 })

test('ten decompression bombs at once leave the server to everybody else (S59)', async ({ playwright }) => {
  const server = await startServer({ EMAIL_VERIFICATION: 'optional' })
  const request = await playwright.request.newContext({ baseURL: server.url })
  try {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => registered(request)))
    // Warm, the image library loaded.
    await upload(request, tokens[0] ?? '', await aUniquePicture())
    for (const path of PATHS) await visit(request, path)

    const create = { width: 5712, height: 4284, channels: 3, background: 'black' } as const
    const large = await sharp({ create }).jpeg({ progressive: true }).toBuffer()
    // 900 million pixels are refused by the header, sooner than most visits; 25 million are decoded.
    for (const { bomb, status, atLeast, share } of [
      { bomb: aBomb(), status: 400, atLeast: 1, share: Infinity },
      { bomb: large, status: 200, atLeast: 20, share: SHARE },
    ]) {
      let isOver = false
      const start = performance.now()
      const uploads = Promise.all(tokens.map((token) => upload(request, token, bomb))).finally(() => (isOver = true))
      const visits: number[] = []
      while (!isOver) visits.push(await visit(request, PATHS[visits.length % 2] ?? ''))
      const duration = performance.now() - start
      expect(await uploads).toEqual(tokens.map(() => status))
      // However slow the machine: visitors come and go while the pictures are worked on.
      expect(visits.length).toBeGreaterThanOrEqual(atLeast)
      expect(Math.max(...visits), JSON.stringify(visits)).toBeLessThan(Math.min(TIMEOUT_MILLISECONDS, share * duration))
    }
  } finally {
    await request.dispose()
    await server.stop()
  }
})

/** @returns the access token of a new person */
async function registered(request: APIRequestContext): Promise<string> {
  const { username, email, password } = aPerson()
  const response = await request.post('/api/v1/register', { data: { username, email, password } })
  return ((await response.json()) as { access: string }).access
}

async function upload(request: APIRequestContext, token: string, picture: Buffer): Promise<number> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'image/png' }
  return (await request.put('/api/v1/profile/avatar', { headers, data: picture })).status()
}

/** @returns how long it took, in milliseconds */
async function visit(request: APIRequestContext, path: string): Promise<number> {
  const start = performance.now()
  expect((await request.get(path, { headers: { Accept: 'text/html' } })).status()).toBe(200)
  return performance.now() - start
}
