import { describe, expect, it } from 'vitest'
import { hasBearerToken } from './has-bearer-token'

const TOKEN = 'a-token-of-the-operator'

describe('hasBearerToken', () => {
  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `Bearer   ${TOKEN} `])('takes %j', (header) =>
    expect(hasBearerToken(header, TOKEN)).toBe(true),
  )

  it.each([
    null,
    '',
    'Bearer',
    'Bearer ',
    TOKEN,
    `Basic ${TOKEN}`,
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Bearer ${TOKEN} ${TOKEN}`,
    `Bearer ${TOKEN.toUpperCase()}`,
  ])('refuses %j', (header) => expect(hasBearerToken(header, TOKEN)).toBe(false))
})
