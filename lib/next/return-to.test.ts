import { afterEach, describe, expect, it } from 'vitest'
import { withConfig } from '@/lib/testing/with-config'
import { afterLogIn } from './after-log-in'
import { readNext, readReturnTo } from './read-return-to'

// lib/http/return-url.test.ts tries every way out of the site; here is what each caller allows.
const SETTINGS = {
  APP_URL: 'https://accounts.example.com',
  RETURN_ORIGINS: 'https://app.example.com',
  AFTER_LOGIN_URL: '/start',
}
afterEach(() => withConfig({}))

describe('where a login leads', () => {
  it.each([
    ['/sessions?page=2', '/sessions?page=2'],
    ['https://app.example.com/x', 'https://app.example.com/x'],
    [undefined, '/start'],
    ['', '/start'],
    ['https://evil.example/x', '/start'],
    ['//evil.example', '/start'],
    ['javascript:alert(1)', '/start'],
  ])('from %j to %s (S16)', (returnTo, leadsTo) => {
    withConfig(SETTINGS)
    expect(afterLogIn(returnTo)).toBe(leadsTo)
  })
})

describe('the path that a page’s URL names', () => {
  it('is the first of several, and none if it is too long to pass on', () => {
    expect(readReturnTo(['/a', '/b'])).toBe('/a')
    expect(readReturnTo(undefined)).toBeUndefined()
    expect(readReturnTo(`/${'a'.repeat(2000)}`)).toBeUndefined()
  })

  it.each([
    ['/profile', '/profile'],
    ['https://app.example.com/x', undefined],
    ['//evil.example', undefined],
    ['', undefined],
  ])('by Django’s name `next` is a path on this site alone: %j is %j', (next, path) => {
    withConfig(SETTINGS)
    expect(readNext(next)).toBe(path)
  })
})
