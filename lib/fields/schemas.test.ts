import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { code, email, line, lines, name, newPassword, password, token, username } from './schemas'

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

describe('fields', () => {
  it.each([
    ['email', email],
    ['username', username],
    ['name', name],
    ['lines', lines(9)],
    ['password', password],
    ['code', code],
    ['token', token],
  ])('%s refuses what is no text (S60)', (_name, schema) => {
    for (const value of [undefined, null, 7, true, [], ['a'], {}, { not: '' }])
      expect(accepts(schema, value)).toBe(false)
  })

  it.each([
    ['name', name],
    ['lines', lines(99)],
    ['password', password],
    ['username', username],
    ['email', email],
  ])('%s refuses NUL and half a surrogate pair (S60)', (_name, schema) => {
    expect(accepts(schema, 'ada\u0000@example.com')).toBe(false)
    expect(accepts(schema, 'ada\ud800@example.com')).toBe(false)
  })

  it.each([
    'a@x.com,b@evil.com',
    'a@x.com\r\nBcc: b@evil.com',
    'A <a@x.com>',
    '"a b"@x.com',
    'a@x',
    'a',
    `${'a'.repeat(250)}@x.com`,
  ])('email refuses %j (S58)', (value) => expect(accepts(email, value)).toBe(false))

  it('email is trimmed and lower case', () => expect(email.parse('  Ada.L+x@Example.COM ')).toBe('ada.l+x@example.com'))

  it('one line refuses line breaks, which forge headers and log lines (S58)', () => {
    for (const value of ['a\r\nb', 'a\nb', 'a\u2028b', 'a\u202eb', 'a\u2066b'])
      expect(accepts(line(100), value)).toBe(false)
  })

  it.each([
    ['spaces of no width', '\u200b\u200b \ufeff'],
    ['joiners', '\u200d\u200c'],
    ['marks of direction', '\u200e\u200f\u061c'],
    ['fillers of Hangul', '\u3164\u115f\u1160\uffa0'],
    ['the blank of Braille', '\u2800'],
    ['soft hyphens and invisible operators', '\u00ad\u2060\u2063'],
    ['tags and variation selectors', '\u{e0041}\ufe0f'],
  ])('%s alone are no name, and no text about oneself', (_what, value) => {
    expect(name.parse(value)).toBe('')
    expect(lines(99).parse(`${value}\n`)).toBe('')
  })

  it.each(['علی\u200cرضا', 'ക്\u200d', '👩\u200d💻', '\u2764\ufe0f', 'José'])(
    'name %s stays as it is, with its joiners',
    (value) => expect(name.parse(value)).toBe(value),
  )

  it('lines keep their line breaks, in one form', () => expect(lines(9).parse('a\r\nb\rc')).toBe('a\nb\nc'))

  it('code takes digits as they are typed or pasted', () => {
    expect(code.parse(' 123 456 ')).toBe('123456')
    for (const value of ['123-456', '123–456', '\u2068123 456\u2069', '١٢٣٤٥٦', '۱۲۳ ۴۵۶', '１２３４５６']) {
      expect(code.parse(value)).toBe('123456')
    }
    for (const value of ['12345', '1234567', '12345a', '१२३४५६']) expect(accepts(code, value)).toBe(false)
  })

  it('password is taken as typed: spaces, 64 characters, 200 bytes (S56)', () => {
    for (const value of [' leading and trailing ', 'x'.repeat(64), 'é'.repeat(100)])
      expect(password.parse(value)).toBe(value)
    expect(accepts(password, 'x'.repeat(1025))).toBe(false)
    // 1,024 bytes once composed.
    expect(accepts(password, 'e\u0301'.repeat(512))).toBe(true)
  })

  it('a new password is put into its one Unicode form, an old one is left to be tried as it was sent', () => {
    expect([newPassword.parse('Zu\u0308rich\u00a07 '), password.parse('Zu\u0308rich')]).toEqual([
      'Zürich 7 ',
      'Zu\u0308rich',
    ])
  })
})
