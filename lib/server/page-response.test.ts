import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BrandFacts } from '@/lib/brand/brand-facts'
import { processBridge } from '@/lib/process-bridge'
import { PageResponse } from './page-response'

const shared = globalThis as unknown as Record<symbol, unknown>
const unavailable = processBridge.unavailableRequests
const BRAND = Symbol.for('vestibule.brand-facts')
let answer: (response: ServerResponse) => void
const server = createServer(
  { ServerResponse: PageResponse as unknown as typeof ServerResponse },
  (_request, response) => {
    if (response instanceof PageResponse) response.isPage = true
    response.setHeader('X-Request-Id', 'r-1')
    answer(response)
  },
)
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const failed = {
  'a page in pieces': (response: ServerResponse) => {
    response.statusCode = 500
    response.setHeader('Content-Type', 'text/html')
    response.setHeader('Set-Cookie', 'session=; Max-Age=0')
    response.flushHeaders()
    response.write('stack')
    response.end('trace')
  },
  'a page at once': (response: ServerResponse) => {
    response.statusCode = 500
    response.end('stack trace')
  },
  'an answer with its head first': (response: ServerResponse) => {
    response.writeHead(500, { 'Content-Length': 5 })
    response.end('stack')
  },
}

it.each(Object.entries(failed))(
  '%s that failed since the database is away becomes a 503 that says so (S70)',
  async (_name, fail) => {
    answer = (response) => {
      unavailable.add('r-1')
      fail(response)
    }
    const page = await fetch(`${url}/profile`)
    expect(page.status).toBe(503)
    expect(page.headers.get('retry-after')).toBe('5')
    expect(page.headers.get('cache-control')).toContain('no-store')
    expect(page.headers.getSetCookie()).toEqual([])
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`)
    const html = await page.text()
    expect(html).toContain('Please try again shortly.')
    expect(html).not.toContain('stack')

    const problem = await fetch(`${url}/api/auth/session`)
    expect(problem.headers.get('content-type')).toBe('application/problem+json')
    expect(await problem.json()).toMatchObject({ status: 503, code: 'database_unavailable' })
    expect(unavailable.size).toBe(0)
  },
)

it('a form keeps what it says, with the status', async () => {
  answer = (response) => {
    unavailable.add('r-1')
    response.end('the form')
  }
  const response = await fetch(`${url}/login`, { method: 'POST' })
  expect([response.status, await response.text()]).toEqual([503, 'the form'])
})

it.each([200, 500])('an answer of %i that has nothing to do with the database stays as it is', async (status) => {
  answer = (response) => {
    response.statusCode = status
    response.end('as it is')
  }
  const response = await fetch(`${url}/profile`)
  expect([response.status, await response.text(), response.headers.get('retry-after')]).toEqual([
    status,
    'as it is',
    null,
  ])
})

it('a page that failed for another cause says so without JavaScript, and nothing of what failed (S62)', async () => {
  answer = failed['a page in pieces']
  const page = await fetch(`${url}/profile`)
  expect(page.status).toBe(500)
  expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`)
  const html = await page.text()
  expect(html).toContain('<h1>Something went wrong</h1>')
  expect(html).not.toContain('stack')
})

it.each([
  [{ 'Accept-Language': 'es-MX,en;q=0.5' }, 'lang="es" dir="ltr"', 'Algo ha salido mal'],
  [{ 'Accept-Language': 'es', Cookie: 'a=b; vestibule.locale=ar' }, 'lang="ar" dir="rtl"', 'حدث خطأ ما'],
  [{ 'Accept-Language': 'la', Cookie: 'vestibule.locale=constructor' }, 'lang="en" dir="ltr"', 'Something went wrong'],
])('a page that failed is in the reader’s language: %j', async (headers, language, title) => {
  answer = failed['a page in pieces']
  const html = await (await fetch(`${url}/profile`, { headers: headers as Record<string, string> })).text()
  expect(html).toContain(`<html ${language} data-theme="system">`)
  expect(html).toContain(`<h1>${title}</h1>`)
})

it.each([
  ['vestibule.theme=dark', 'dark'],
  ['a=b; vestibule.theme=light', 'light'],
  ['__Host-vestibule.theme=light', 'system'],
  ['vestibule.theme=system', 'system'],
  ['vestibule.theme="><script>', 'system'],
  ['xvestibule.theme=dark', 'system'],
])('a page that failed is in the reader’s theme: %s', async (Cookie, theme) => {
  answer = failed['a page in pieces']
  const html = await (await fetch(`${url}/profile`, { headers: { Cookie } })).text()
  expect(html).toContain(` data-theme="${theme}">`)
})

it('a page that failed has the brand, escaped, and its policy lets nothing in but the logo', async () => {
  const brand: BrandFacts = {
    name: 'Ada & <b>"Söhne"',
    style: ':root{--brand-light-primary:#7c3aed}',
    icon: { url: '/brand/icon?v=1&"', type: 'image/svg+xml' },
    termsUrl: 'https://example.com/terms?a=1&b="2"',
    privacyUrl: undefined,
    supportEmail: 'help@example.com',
  }
  shared[BRAND] = brand
  answer = failed['a page in pieces']
  const page = await fetch(`${url}/profile`, { headers: { 'Accept-Language': 'es' } })
  delete shared[BRAND]
  const html = await page.text()
  expect(html).toContain('· Ada &amp; &lt;b&gt;&quot;Söhne&quot;</title>')
  expect(html).toContain('<img src="/brand/icon?v=1&amp;&quot;" alt="">')
  expect(html).toContain(
    '<nav aria-label="Sobre este sitio"><a href="https://example.com/terms?a=1&amp;b=&quot;2&quot;">',
  )
  expect(html).toContain('<a href="mailto:help@example.com">')
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? []
  expect(style).toContain(brand.style)
  const hash = createHash('sha256').update(style).digest('base64')
  expect(page.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  expect((await (await fetch(`${url}/profile`)).text()).includes('<nav')).toBe(false)
})

it('an answer that is no page is left as it is', async () => {
  answer = failed['an answer with its head first']
  const response = await fetch(`${url}/api/auth/session`)
  expect(response.status).toBe(500)
  expect(await response.text()).toBe('stack')
})
