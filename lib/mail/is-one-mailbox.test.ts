import { expect, test } from 'vitest'
import { isOneMailbox } from './is-one-mailbox'

test.each(['ada@example.com', "o'brien+tag@mail.example.co.uk", 'a@localhost', 'björn@münchen.example'])(
  'a plain address is one mailbox: %s',
  (address) => expect(isOneMailbox(address)).toBe(true),
)

test.each([
  'a@example.com,b@evil.example',
  'a@example.com;b@evil.example',
  'a@example.com b@evil.example',
  'a@example.com\r\nRCPT TO:<b@evil.example>',
  'a@example.com\nBcc: b@evil.example',
  'a@example.com\0',
  'a@b@example.com',
  'Ada <ada@example.com>',
  '<ada@example.com>',
  'group:a@example.com',
  '"a b"@example.com',
  'a(comment)@example.com',
  'a@[127.0.0.1]',
  'a\u200b@example.com',
  // Compatibility forms of the comma and the at sign.
  'a@example.com\uff0cb@evil.example',
  'a\uff20evil.example@example.com',
  'example.com',
  '@example.com',
  'a@',
  '',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(260)}.com`,
])('what is not exactly one plain address is refused (S58): %j', (address) => expect(isOneMailbox(address)).toBe(false))
