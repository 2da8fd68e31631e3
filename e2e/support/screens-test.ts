import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { usernameKey } from '@/lib/fields/username-key'
import type { Locale } from '@/lib/i18n/locales'
import { castOf } from './cast'
import { drawn } from './drawn'
import { GOOD_PASSWORD } from '../../lib/testing/operation-fixtures'
import { aMember, type Person } from './person'
import { PAGE_FILE, SCREENS_FOLDER } from './screens-folder'
import { sendByName } from './send-by-name'
import { expect, test as base } from './test'

const SIZES = { 390: 844, 1280: 800 } as const
const SCHEMES = ['light', 'dark'] as const

type Fixtures = {
  language: Locale
  /** Someone whom the server does not know yet: the first of the cast, then the next. */
  newcomer: () => Person
  /** A person with an account; `overrides` are columns of its row. */
  member: (overrides?: Record<string, unknown>) => Promise<Person & { id: string }>
  /** Fills in by the names of the fields, and presses the button of the form, which every language has. */
  send: typeof sendByName
  /**
   * Takes pictures of what a page shows now, at each width, in light and dark. `isFixed` where something stands in
   * front of the page: then the picture is as high as the screen.
   */
  shoot: (page: Page, state: string, options?: { isFixed?: boolean }) => Promise<void>
}

export const test = base.extend<Fixtures>({
  language: ['en', { option: true }],
  locale: async ({ language }, use) => use(language),
  clientIp: async ({}, use) => use(`203.0.113.${1 + Math.floor(Math.random() * 250)}`),

  newcomer: async ({ language }, use, { testId }) => {
    let count = 0
    // Nobody else's, and the same at each run.
    const number = 10 + (Number.parseInt(testId.slice(-6), 16) % 9989)
    await use(() => {
      const cast = castOf(language)
      const role = cast[count++ % cast.length] ?? cast[0]
      const username = `${role.username}${number}`
      return { username, email: `${username}@example.com`, name: role.name, password: GOOD_PASSWORD }
    })
  },

  member: async ({ newcomer }, use) =>
    use(async (overrides) => {
      const { username, email, name } = newcomer()
      return aMember({ username, usernameKey: usernameKey(username), email, name, ...overrides })
    }),

  send: async ({}, use) => use(sendByName),

  shoot: async ({ language }, use, { title }) => {
    let count = 0
    await use(async (page, state, { isFixed = false } = {}) => {
      const number = String(++count).padStart(2, '0')
      const folder = path.join(SCREENS_FOLDER, language, title, `${number} ${state}`)
      mkdirSync(folder, { recursive: true })
      writeFileSync(path.join(folder, PAGE_FILE), new URL(page.url()).pathname)
      await page.evaluate(() => document.fonts.ready)
      for (const [width, height] of Object.entries(SIZES)) {
        await page.setViewportSize({ width: Number(width), height })
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await drawn(page)
          await page.screenshot({ path: path.join(folder, `${width} ${colorScheme}.png`), fullPage: !isFixed })
        }
      }
    })
  },
})

export { expect }
