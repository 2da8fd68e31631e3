import * as fc from 'fast-check'

/**
 * Texts that have broken programs: halves of surrogate pairs, NUL, marks of direction, what grows when folded, bounds
 * of lengths.
 */
const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00',
  '\u202ecod.exe',
  '\u2066x\u2069',
  '\ufeff',
  '\u2028',
  'ﷺ'.repeat(40),
  'İ'.repeat(30),
  'ß'.repeat(30),
  'e\u0301'.repeat(600),
  '👩\u200d💻',
  '\u3164',
  '%00',
  '%zz',
  '../../etc/passwd',
  "' OR 1=1 --",
  '_%_%',
  '\r\nSet-Cookie: a=b',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'true',
  'null',
  '-0',
  '1e999',
  '9'.repeat(400),
  'http://[::1]:99999/',
  'javascript:alert(1)',
  ...[30, 31, 64, 65, 100, 101, 150, 151, 200, 201, 254, 255, 256, 500, 501, 1024, 1025, 2001].map((length) =>
    'x'.repeat(length),
  ),
  'x'.repeat(70_000),
]

const EMAILS = [
  'info@bücher.example',
  'r&d@example.com',
  '"a b"@example.com',
  'a@[192.0.2.1]',
  'a@example.com\r\nBcc: b@example.com',
  'a@example.com,b@example.com',
  `${'a'.repeat(64)}@example.com`,
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(63)}.example`,
  `a@${'b.'.repeat(120)}example`,
  `a@${'ü'.repeat(60)}.example`,
  'a@xn--a.com',
]

/** Any text, also one that is no text of Unicode. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...EMAILS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units)),
  },
)

/** Any value of JSON, most of the wrong type. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      2 ** 31,
      2 ** 53,
      -(2 ** 63),
      1e308,
      [],
      {},
      [null],
      { not: '' },
      ['a'],
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
)
