import { describe, expect, it } from 'vitest'
import { emailKey, parseEmailAddress } from './email-address'
import { displayEmail } from './email-display'

const l = (count: number, letter = 'a') => letter.repeat(count)

describe('an email address', () => {
  it.each([
    ['as it is', 'ada@example.com', 'ada@example.com'],
    ['in lower case, without spaces around', '  Ada.L+x@Example.COM\n', 'ada.l+x@example.com'],
    ['with every character of an atom', "r&d!#$%'*+/=?^_`{|}~-@example.com", "r&d!#$%'*+/=?^_`{|}~-@example.com"],
    ['with 64 octets before the @', `${l(64)}@example.com`, `${l(64)}@example.com`],
    ['with a label of 63 octets', `a@${l(63)}.com`, `a@${l(63)}.com`],
    ['of 254 octets', `${l(64)}@${l(63)}.${l(63)}.${l(57)}.com`, `${l(64)}@${l(63)}.${l(63)}.${l(57)}.com`],
    ['with a domain in Unicode', 'info@bücher.example', 'info@xn--bcher-kva.example'],
    ['with a domain in punycode, as Chromium sends it', 'info@XN--BCHER-KVA.example', 'info@xn--bcher-kva.example'],
    ['with a domain in decomposed Unicode', 'info@bu\u0308cher.example', 'info@xn--bcher-kva.example'],
    ['with a domain in capitals of Unicode', 'info@BÜCHER.example', 'info@xn--bcher-kva.example'],
    ['with full-width letters and stops in the domain', 'info@ｅxample。com', 'info@example.com'],
    ['with a sharp s, which is no ss', 'info@faß.de', 'info@xn--fa-hia.de'],
    ['with a domain from right to left', 'info@مثال.إختبار', 'info@xn--mgbh0fb.xn--kgbechtv'],
    ['with a joiner that is a letter', 'info@نامه‌ای.com', 'info@xn--mgba3gch31f060k.com'],
    ['with a top-level domain in punycode', 'info@example.xn--p1ai', 'info@example.xn--p1ai'],
  ])('is taken %s', (_what, typed, address) => expect(parseEmailAddress(typed)).toEqual({ isTaken: true, address }))

  it.each([
    ['', 'email_missing'],
    [' ', 'email_missing'],
    ['ada', 'email_invalid'],
    ['@example.com', 'email_invalid'],
    ['ada@', 'email_invalid'],
    ['ada@localhost', 'email_invalid'],
    ['.ada@example.com', 'email_invalid'],
    ['ada.@example.com', 'email_invalid'],
    ['a..b@example.com', 'email_invalid'],
    ['a(comment)@example.com', 'email_invalid'],
    ['group:a@example.com', 'email_invalid'],
    ['a\\@example.com', 'email_invalid'],
    ['ada@example.com.', 'email_invalid'],
    ['ada@-example.com', 'email_invalid'],
    ['ada@exam_ple.com', 'email_invalid'],
    ['ada@example..com', 'email_invalid'],
    ['ada@192.0.2.1', 'email_invalid'],
    ['ada@0x7f.1', 'email_invalid'],
    ['ada@example.com:25', 'email_invalid'],
    ['ada@example.com/x', 'email_invalid'],
    ['ada@exa%6dple.com', 'email_invalid'],
    ['ada@example.com／x', 'email_invalid'],
    ['björn@example.com', 'email_local_part_not_ascii'],
    ['аda@example.com', 'email_local_part_not_ascii'],
    ['"a b"@example.com', 'email_quoted'],
    ['"a@b"@example.com', 'email_quoted'],
    ['ada@[192.0.2.1]', 'email_ip_address'],
    ['ada@[IPv6:2001:db8::1]', 'email_ip_address'],
    [`${l(65)}@example.com`, 'email_local_part_too_long'],
    [`a@${l(64)}.com`, 'email_too_long'],
    [`a@${l(60, 'ü')}.com`, 'email_too_long'],
    [`${l(64)}@${l(63)}.${l(63)}.${l(58)}.com`, 'email_too_long'],
    [`a@${'a.'.repeat(100_000)}com`, 'email_too_long'],
  ])('is refused: %j, by %s', (typed, problem) => expect(parseEmailAddress(typed)).toEqual({ isTaken: false, problem }))

  it.each([
    'a@example.com,b@evil.example',
    'a@example.com;b@evil.example',
    'a@example.com b@evil.example',
    'a@example.com\r\nRCPT TO:<b@evil.example>',
    'a@example.com\nBcc: b@evil.example',
    'a@example.com\0',
    'a\0@example.com',
    'a@b@example.com',
    'Ada <ada@example.com>',
    '<ada@example.com>',
    'a\u200b@example.com',
    'a@exam\u00adple.com',
    '\u202ea@example.com',
    'a@example.com\u202c',
    'a@exam\u2066ple.com',
    'a\ud800@example.com',
    'a@exam\udc00ple.com',
    'a@example.com\uff0cb@evil.example',
    'a\uff20evil.example@example.com',
    // A compatibility form with spaces in it.
    'ﷺ@example.com',
  ])('is never more than one mailbox, nor a line of a header, stored or typed (S58): %j', (text) => {
    expect(parseEmailAddress(text).isTaken).toBe(false)
    expect(parseEmailAddress(text, { isStored: true }).isTaken).toBe(false)
  })

  it.each(['a@localhost', 'björn@example.com', 'a..b@example.com'])(
    'stored by an older service stays reachable: %s',
    (address) => expect(parseEmailAddress(address, { isStored: true })).toEqual({ isTaken: true, address }),
  )

  it.each([
    ['Info@Bücher.example', 'info@xn--bcher-kva.example'],
    ['Ada', 'ada'],
    ['"A b"@example.com', '"a b"@example.com'],
  ])('is looked up in the form in which it is stored: %s', (typed, key) => expect(emailKey(typed)).toBe(key))

  it.each([
    ['info@xn--bcher-kva.example', 'info@bücher.example'],
    ['info@xn--mgbh0fb.xn--kgbechtv', 'info@مثال.إختبار'],
    ['info@xn--80a1acny.xn--p1ai', 'info@почта.рф'],
    ['info@example.com', 'info@example.com'],
    // A Cyrillic letter among Latin ones, and Cyrillic letters alone that read as "apple".
    ['info@xn--pple-43d.com', 'info@xn--pple-43d.com'],
    ['info@xn--80ak6aa92e.com', 'info@xn--80ak6aa92e.com'],
    ['info@xn--a.com', 'info@xn--a.com'],
  ])('%s is shown as %s', (address, shown) => expect(displayEmail(address)).toBe(shown))
})
