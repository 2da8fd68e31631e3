import type { BrowserContext } from '@playwright/test'

/** The cookie by which a browser is logged in, if it is. */
export async function sessionCookie(context: BrowserContext) {
  const cookies = await context.cookies()
  return cookies.find(({ name }) => name === 'vestibule.session')
}
