import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { cookieName } from '@/lib/http/cookies'
import { withConfig } from '@/lib/testing/with-config'

type Cookie = { name: string; value: string; options: { maxAge?: number; httpOnly?: boolean; sameSite?: string } }

const KEY = 'a-mailbox-key-for-tests'
let jar: Map<string, Cookie>
let actor: { role: string } | null
let modules: {
  locale: typeof import('./locale-cookie')
  theme: typeof import('./theme-cookie')
  mailbox: typeof import('./mailbox-access')
}

beforeAll(async () => {
  vi.resetModules()
  vi.doMock('next/headers', () => ({
    cookies: async () => ({
      get: (name: string) => jar.get(name),
      set: (name: string, value: string, options: Cookie['options']) => jar.set(name, { name, value, options }),
    }),
  }))
  vi.doMock('@/lib/next/request-context', () => ({ requestContext: async () => ({ actor }) }))
  const [locale, theme, mailbox] = await Promise.all([
    import('./locale-cookie'),
    import('./theme-cookie'),
    import('./mailbox-access'),
  ])
  modules = { locale, theme, mailbox }
})
afterAll(() => {
  vi.doUnmock('next/headers')
  vi.doUnmock('@/lib/next/request-context')
  vi.resetModules()
})
beforeEach(() => {
  jar = new Map()
  actor = null
  withConfig({})
})

/** Puts a cookie into the browser, as its owner or malware can. */
const forge = (name: Parameters<typeof cookieName>[0], value: string) =>
  jar.set(cookieName(name), { name: cookieName(name), value, options: {} })

describe('the language and the theme of a browser', () => {
  it('are the ones it chose', async () => {
    expect([await modules.locale.readLocaleCookie(), await modules.theme.readThemeCookie()]).toEqual([null, 'system'])
    await modules.locale.setLocaleCookie('ar')
    await modules.theme.setThemeCookie('dark')
    expect([await modules.locale.readLocaleCookie(), await modules.theme.readThemeCookie()]).toEqual(['ar', 'dark'])
  })

  it.each(['../en', 'xx', 'EN', '<script>', 'constructor', ''])(
    'are not %j, which nobody can choose',
    async (value) => {
      forge('locale', value)
      forge('theme', value)
      expect([await modules.locale.readLocaleCookie(), await modules.theme.readThemeCookie()]).toEqual([null, 'system'])
    },
  )

  it('of the system need no cookie', async () => {
    await modules.theme.setThemeCookie('dark')
    await modules.theme.setThemeCookie('system')
    expect(jar.get(cookieName('theme'))?.options.maxAge).toBe(0)
  })
})

describe('the development inbox', () => {
  const mayRead = (key: string | null) => modules.mailbox.mayReadMailbox(key)

  it('opens with its key, and with the cookie of a browser that showed it (S52)', async () => {
    expect(await mayRead(null)).toBe(false)
    expect(await mayRead(KEY)).toBe(true)
    await modules.mailbox.setMailboxCookie()
    expect(await mayRead(null)).toBe(true)
    const cookie = jar.get(cookieName('mailbox'))
    expect(cookie?.value).not.toContain(KEY)
    expect(cookie?.options).toMatchObject({ httpOnly: true, sameSite: 'lax' })
  })

  it.each(['', 'wrong', KEY.slice(1), `${KEY} `, KEY.toUpperCase()])('stays closed to the key %j', async (key) => {
    expect(await mayRead(key)).toBe(false)
    forge('mailbox', key)
    expect(await mayRead(null)).toBe(false)
  })

  it('stays closed to the key itself in the cookie, and to the cookie of an earlier key', async () => {
    forge('mailbox', KEY)
    expect(await mayRead(null)).toBe(false)
    await modules.mailbox.setMailboxCookie()
    withConfig({ MAILBOX_KEY: 'another-mailbox-key-for-tests' })
    expect(await mayRead(null)).toBe(false)
  })

  it.each([
    ['admin', true],
    ['support', false],
    ['user', false],
  ])('opens to the role %s: %s', async (role, isOpen) => {
    actor = { role }
    expect(await mayRead(null)).toBe(isOpen)
  })

  it('does not exist where emails go to a mail server, with any key', async () => {
    withConfig({
      APP_URL: 'https://accounts.example.com',
      EMAIL_SERVER: 'smtp://127.0.0.1:25',
      EMAIL_FROM: 'Accounts <accounts@example.com>',
    })
    actor = { role: 'admin' }
    expect(await mayRead(KEY)).toBe(false)
  })
})
