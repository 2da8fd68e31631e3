import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { awake } from './awake'
import { Inbox } from './inbox'
import { WANTS_PAGE } from './plain-form'

/*
 * Tests share the database of the server without special settings: they put people into it, and let time pass for what
 * it keeps. The operations read these settings at their first call.
 */
Object.assign(process.env, {
  APP_URL: process.env.E2E_APP_URL,
  DATABASE_URL: process.env.E2E_DATABASE_URL,
  AUTH_SECRET: process.env.E2E_AUTH_SECRET,
  EMAIL_SERVER: 'mailbox:',
  MAILBOX_KEY: process.env.E2E_MAILBOX_KEY,
  PASSWORD_HASH_COST: '4',
})

/** What is typed, by the labels of the fields, and the button that is pressed then. */
type FillIn = (page: Page, form: { fields?: Record<string, string>; button: string }) => Promise<void>

type Fixtures = {
  /** The address that this test's requests come from: limits by origin do not couple tests. */
  clientIp: string
  inbox: Inbox
  /** A page of another browser: nothing is shared with the first one's cookies. */
  newVisitor: (options?: BrowserContextOptions) => Promise<Page>
  /** Fills a form in and sends it: by JavaScript in every case where there is JavaScript. */
  fillIn: FillIn
  /** What browsers complain of: errors, what the CSP blocked, files that are not there. Each test fails by any. */
  complaints: string[]
}

export const test = base.extend<Fixtures>({
  clientIp: async ({}, use) => {
    const octet = () => Math.floor(Math.random() * 254) + 1
    await use(`10.${octet()}.${octet()}.${octet()}`)
  },

  extraHTTPHeaders: async ({ clientIp }, use) => use({ 'X-Forwarded-For': clientIp }),

  /** A browser without JavaScript: it asks for pages. */
  request: async ({ playwright, baseURL, extraHTTPHeaders }, use) => {
    const headers = { ...extraHTTPHeaders, ...WANTS_PAGE }
    const request = await playwright.request.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      extraHTTPHeaders: headers,
    })
    await use(request)
    await request.dispose()
  },

  inbox: async ({ request }, use) => use(new Inbox(request)),

  newVisitor: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      listen(context, complaints)
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },

  fillIn: async ({ javaScriptEnabled }, use) =>
    use(async (page, { fields = {}, button }) => {
      if (javaScriptEnabled) await awake(page)
      for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
      await page.getByRole('button', { name: button, exact: true }).click()
    }),

  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = []
      listen(context, complaints)
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Complaints that tests provoke: a page that answers 404, an email in whose frame no script runs. */
const EXPECTED = /^Failed to load resource|^Blocked script execution .* frame is sandboxed/

function listen(context: BrowserContext, complaints: string[]) {
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text())
  })
  context.on('response', (response) => {
    const isFile = ['script', 'stylesheet', 'font', 'image'].includes(response.request().resourceType())
    if (isFile && response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
}
