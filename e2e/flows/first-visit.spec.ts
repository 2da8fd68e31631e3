import type { Page } from '@playwright/test'
import { MAX_BYTES_ABOVE_FLOOR, weighScripts } from '../../scripts/building/script-weight.mjs'
import { drawn } from '../support/drawn'
import { tokenLinkIn } from '../support/inbox'
import { layoutShifts } from '../support/layout-shifts'
import { logIn } from '../support/log-in'
import { pagesOf } from '../support/pages-of'
import { aMember, aPerson } from '../support/person'
import { sendForm } from '../support/plain-form'
import { register } from '../support/register'
import { expect, test } from '../support/test'

// Each of two dozen pages is awaited until it loads nothing more.
test.describe.configure({ timeout: 360_000 })
// Not the server's: times become the reader's own once the page is awake.
const TIME_ZONE = 'Asia/Kolkata'
test.use({ timezoneId: TIME_ZONE })

test('every page loads little script by itself, asks nothing of anybody else, and moves nothing once it is drawn', async ({
  page,
  newVisitor,
  request,
  inbox,
  baseURL,
}) => {
  const [member, person] = [await aMember(), aPerson()]
  const { email: newAddress } = aPerson()
  await register(request, person)
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  await logIn(page.request, member)
  await sendForm(page.request, '/account', {
    button: 'Change email',
    fields: { new_email: newAddress, password: member.password },
  })
  const verifyLink = tokenLinkIn(await inbox.mailTo(person.email, 'Verify your email address'))
  const resetLink = tokenLinkIn(await inbox.mailTo(member.email, 'Reset your password'))
  const confirmLink = tokenLinkIn(await inbox.mailTo(newAddress, 'Confirm your new email address'))

  const [stranger, newcomer] = [await newVisitor(), await newVisitor()]
  await register(newcomer.request, aPerson())
  const visits: [Page, string[]][] = [
    [
      stranger,
      [
        '/',
        '/login',
        '/register',
        '/forgot-password',
        '/verify-email',
        '/reset-password',
        '/mailbox',
        '/old-link',
        '/no/such/page',
      ],
    ],
    [stranger, ['/undo-email-change', verifyLink, resetLink, `/mailbox?key=${process.env.E2E_MAILBOX_KEY}`]],
    [newcomer, ['/verify-email']],
    [
      page,
      [
        '/profile',
        '/profile/edit',
        '/change-password',
        '/sessions',
        '/activity',
        '/account',
        '/logout',
        '/other-account',
        confirmLink,
      ],
    ],
  ]
  const visited = new Set<string>()
  for (const [visitor, addresses] of visits) {
    for (const address of addresses) {
      const asked = await load(visitor, address)
      const { pathname } = new URL(visitor.url())
      visited.add(pathname)
      const { above, files } = weighScripts(asked)
      expect(files.length, pathname).toBeGreaterThan(0)
      expect(above, `${pathname}: ${JSON.stringify(files)}`).toBeLessThanOrEqual(MAX_BYTES_ABOVE_FLOOR)
      expect(new Set(asked.map((url) => new URL(url).origin)), pathname).toEqual(new Set([baseURL]))
      // Nor for pages that nobody has asked for yet.
      expect(
        asked.filter((url) => url.includes('_rsc=')),
        pathname,
      ).toEqual([])
      expect(await layoutShifts(visitor), pathname).toEqual([])
      if (pathname === '/activity' || pathname === '/profile') await expectOwnTimes(visitor)
    }
  }
  // A page that is new is looked at too.
  expect([...visited]).toEqual(expect.arrayContaining(pagesOf('app')))
})

// One narrow, one wide: what people have in place of the page's font lies between.
for (const fallback of ['serif', 'monospace']) {
  test(`the footer stays where it is when the font comes after the first paint, in place of ${fallback}`, async ({
    page,
  }) => {
    // High enough for the page to end at the window's edge, in either font.
    await page.setViewportSize({ width: 1280, height: 1400 })
    await page.route('**/*.css', async (route) => {
      const response = await route.fetch()
      const css = await response.text()
      // Browsers take a late font that is optional only now and then.
      const late = css.replaceAll(/font-display:\s*optional/g, 'font-display:swap')
      expect(late).not.toBe(css)
      await route.fulfill({ response, body: late.replaceAll(/(['"]?)Inter Fallback\1/g, fallback) })
    })
    let letFontsGo = () => {}
    const fontsGo = new Promise<void>((resolve) => (letFontsGo = resolve))
    await page.route('**/*.woff2', async (route) => {
      await fontsGo
      await route.continue()
    })
    await page.goto('/login', { waitUntil: 'domcontentloaded' })
    const widthOfText = () =>
      page.locator('footer button[value=en]').evaluate((button) => {
        const range = document.createRange()
        range.selectNodeContents(button)
        return range.getBoundingClientRect().width
      })
    const places = () =>
      page.locator('footer button[name=locale]').evaluateAll((buttons) =>
        buttons.map((button) => {
          const range = document.createRange()
          range.selectNodeContents(button)
          const { x, y, width, height } = button.getBoundingClientRect()
          return [x, y, width, height, range.getBoundingClientRect().x]
        }),
      )
    await page.locator('footer').waitFor()
    await drawn(page)
    const [before, width] = [await places(), await widthOfText()]
    letFontsGo()
    // The other font is there.
    await expect.poll(widthOfText).not.toBe(width)
    expect(await places()).toEqual(before)
    expect(
      (await layoutShifts(page)).filter((shift) => shift.includes('<footer') || shift.includes('name="locale"')),
    ).toEqual([])
  })
}

test('a page is drawn when all of it has come, and the footer has its height before that', async ({
  page,
  request,
}) => {
  const html = await (await request.get('/login')).text()
  expect(html.slice(0, html.indexOf('</head>'))).toContain('<link rel="expect" href="#page-end" blocking="render"/>')
  expect(html.indexOf('id="page-end"')).toBeGreaterThan(html.indexOf('</footer>'))
  for (const width of [320, 390, 600, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/login')
    const footer = page.locator('footer')
    const height = (await footer.boundingBox())?.height
    await footer.evaluate(({ firstElementChild }) => firstElementChild?.replaceChildren())
    expect((await footer.boundingBox())?.height, `${width} px`).toBe(height)
  }
})

test('scripts and styles travel as brotli where a browser takes it, and are the same where it does not', async ({
  request,
}) => {
  const html = await (await request.get('/login')).text()
  const files = new Set([...html.matchAll(/\/_next\/static\/[^"]+?\.(?:js|css)(?=")/g)].map(([file]) => file))
  expect(files.size).toBeGreaterThan(5)
  for (const file of files) {
    const compressed = await request.get(file, { headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' } })
    expect(compressed.headers(), file).toMatchObject({
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    for (const accepted of ['identity', 'gzip', 'br;q=0, gzip']) {
      const other = await request.get(file, { headers: { 'Accept-Encoding': accepted } })
      expect(other.headers()['content-encoding'], file).not.toBe('br')
      expect(other.headers()['content-type'], file).toBe(compressed.headers()['content-type'])
      expect((await other.body()).equals(await compressed.body()), file).toBe(true)
    }
    const head = await request.head(file, { headers: { 'Accept-Encoding': 'br' } })
    expect(head.headers()['content-length'], file).toBe(compressed.headers()['content-length'])
  }
  for (const wrong of [
    '/_next/static/chunks/../../package.json',
    '/_next/static/no-such.js',
    '/_next/static/chunks/%2e%2e/x.js.br',
  ]) {
    expect((await request.get(wrong, { headers: { 'Accept-Encoding': 'br' } })).status(), wrong).toBe(404)
  }
})

/** Every time of day on the page is the reader's, which need not be said. */
async function expectOwnTimes(page: Page) {
  const moments = await page
    .locator('time')
    .evaluateAll((elements) =>
      elements.map((element) => ({ at: element.getAttribute('datetime') ?? '', text: element.textContent })),
    )
  const withTime = moments.filter(({ text }) => text.includes(':'))
  expect(withTime.length).toBeGreaterThan(0)
  for (const { at, text } of withTime) {
    expect(text).toMatch(
      new RegExp(
        `${new Date(at).toLocaleTimeString('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' })}$`,
      ),
    )
  }
}

/** What a page asks for until it rests. */
async function load(page: Page, address: string): Promise<string[]> {
  const asked: string[] = []
  const listen = (request: { url: () => string }) => asked.push(request.url())
  page.on('request', listen)
  await page.goto(address, { waitUntil: 'networkidle' })
  page.off('request', listen)
  return asked.filter((url) => /^(https?|wss?):/.test(url))
}
