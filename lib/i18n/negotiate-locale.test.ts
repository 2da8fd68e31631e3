import { expect, it } from 'vitest'
import { negotiateLocale } from './negotiate-locale'

const LOCALES = ['en', 'es', 'ar']

it.each([
  ['es', 'es'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['AR-eg', 'ar'],
  ['de-CH, de;q=0.9, en;q=0.7, ar;q=0.8', 'ar'],
  ['en;q=0.2, es;q=0.20', 'en'],
  ['es;q=0, en', 'en'],
  ['fr,de', null],
  ['*', null],
  ['', null],
  [null, null],
  ['es;q=many, en;q=0.1', 'en'],
  [`${'x'.repeat(100_000)},es`, null],
  [',;=,;q=1,', null],
])('of Accept-Language %j, %j is spoken', (header, locale) => {
  expect(negotiateLocale(header, LOCALES)).toBe(locale)
})
