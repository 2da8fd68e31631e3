import { NextRequest } from 'next/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { withConfig } from '@/lib/testing/with-config'
import { cronRoute } from './cron-route'
import { methodNotAllowed } from './method-not-allowed'
import { notFoundResponse } from './not-found-response'
import { seeOther } from './see-other'

const SECRET = 'a-secret-for-the-scheduler-long-enough'
const URL_OF_WORK = 'https://accounts.example.com/api/cron/mails'
const ask = (method: string, authorization?: string) =>
  new NextRequest(URL_OF_WORK, { method, headers: authorization === undefined ? {} : { authorization } })
afterEach(() => withConfig({}))

describe('scheduled work', () => {
  it('runs for the secret alone (S15)', async () => {
    withConfig({ CRON_SECRET: SECRET })
    const work = vi.fn<() => Promise<number>>(async () => 3)
    const { GET } = cronRoute(work)
    for (const wrong of [
      undefined,
      '',
      SECRET,
      `Basic ${SECRET}`,
      `Bearer ${SECRET}x`,
      `Bearer ${SECRET.slice(1)}`,
      'Bearer ',
    ]) {
      const refused = await GET(ask('GET', wrong))
      expect([refused.status, refused.headers.get('www-authenticate')], String(wrong)).toEqual([
        401,
        expect.stringMatching(/^Bearer/),
      ])
    }
    expect(work).not.toHaveBeenCalled()
    const done = await GET(ask('GET', `Bearer ${SECRET}`))
    expect([done.status, await done.json(), done.headers.get('cache-control')]).toEqual([200, { done: 3 }, 'no-store'])
  })

  it('does not exist without a secret, by any method', async () => {
    withConfig({})
    for (const [method, handle] of Object.entries(cronRoute(async () => 0)))
      expect((await handle(ask(method, 'Bearer undefined'))).status, method).toBe(404)
  })

  it('is a GET: other methods are refused, also with the secret', () => {
    withConfig({ CRON_SECRET: SECRET })
    const { GET: _get, OPTIONS, ...others } = cronRoute(async () => 0)
    for (const [method, handle] of Object.entries(others)) {
      const refused = handle(ask(method, `Bearer ${SECRET}`))
      expect([refused.status, refused.headers.get('allow')], method).toEqual([405, 'GET, HEAD'])
    }
    expect(OPTIONS(ask('OPTIONS')).status).toBe(204)
  })

  it('that fails is a 500 without a word of the failure (S62)', async () => {
    withConfig({ CRON_SECRET: SECRET })
    const failed = await cronRoute(async () => Promise.reject(new Error('password=hunter2'))).GET(
      ask('GET', `Bearer ${SECRET}`),
    )
    expect([failed.status, failed.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
    expect(await failed.text()).not.toContain('hunter2')
  })
})

describe('an unknown path of the API', () => {
  const preflight = (origin: string) =>
    new Request('https://accounts.example.com/api/v1/none', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })

  it('lets an allowed origin read the 404, and no other', () => {
    withConfig({ CORS_ORIGINS: 'https://app.example.com' })
    const allowed = notFoundResponse(preflight('https://app.example.com'))
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://app.example.com',
    ])
    const refused = notFoundResponse(preflight('https://evil.example'))
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([404, null])
  })
})

it('a document answers another method with the ones it has', () => {
  const refused = methodNotAllowed(new Request(URL_OF_WORK, { method: 'DELETE' }))
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect(methodNotAllowed(new Request(URL_OF_WORK, { method: 'OPTIONS' })).headers.get('allow')).toBe('GET, HEAD')
})

it('a redirect after a form is a 303 that no cache keeps', () => {
  const response = seeOther('/sessions')
  expect([response.status, response.headers.get('location'), response.headers.get('cache-control')]).toEqual([
    303,
    '/sessions',
    'no-store',
  ])
})
