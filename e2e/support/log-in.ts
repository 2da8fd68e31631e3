import { expect, type APIRequestContext } from '@playwright/test'
import type { Person } from './person'
import { sendForm } from './plain-form'

/**
 * Logs a person in by the plain form; the cookie then stands in the jar, which a page shares with `page.request`. For
 * tests that are about what comes after.
 */
export async function logIn(request: APIRequestContext, { username, password }: Person): Promise<void> {
  const response = await sendForm(request, '/login', { button: 'Log in', fields: { identifier: username, password } })
  expect(response.status()).toBe(303)
}
