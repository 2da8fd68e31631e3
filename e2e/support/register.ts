import { expect, type APIRequestContext } from '@playwright/test'
import type { Person } from './person'
import { sendForm } from './plain-form'

/** Registers a person by the plain form: for tests that are about what comes after. */
export async function register(request: APIRequestContext, { username, email, name, password }: Person): Promise<void> {
  const response = await sendForm(request, '/register', {
    button: 'Create account',
    fields: { username, email, name, password },
  })
  expect(response.status()).toBe(303)
}
