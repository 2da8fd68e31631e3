import { expect, it } from 'vitest'
import { hasManyParts } from './has-many-parts'

const body = (parts: number, boundary = 'b') => {
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n`
  return Buffer.from(`${part.repeat(parts)}--${boundary}--\r\n`)
}

it.each([
  ['multipart/form-data; boundary=b', 'b'],
  ['multipart/form-data; boundary="a b"; charset=utf-8', 'a b'],
])('counts the parts of %s (S77)', (type, boundary) => {
  expect(hasManyParts(body(3, boundary), type, 3)).toBe(false)
  expect(hasManyParts(body(4, boundary), type, 3)).toBe(true)
})

it('takes a body without a boundary for one of many parts when it is full of dashes', () => {
  expect(hasManyParts(Buffer.from('--'.repeat(9)), 'multipart/form-data', 3)).toBe(true)
  expect(hasManyParts(Buffer.from('abc'), 'multipart/form-data', 3)).toBe(false)
})

it.each([
  'multipart/form-data; xboundary=zzz; boundary=b',
  'multipart/form-data; a="boundary=zzz"; boundary=b',
  'multipart/form-data; boundary="\\b"',
  'multipart/form-data; boundary="b',
])('a header that parsers may read in different ways counts as many parts: %s (S77)', (type) => {
  expect(hasManyParts(body(1), type, 3)).toBe(true)
})

it.each([
  ['multipart/form-data; charset=utf-8; boundary=b', 'b'],
  ['multipart/form-data; boundary=----WebKitFormBoundaryA1b2', '----WebKitFormBoundaryA1b2'],
  ['multipart/form-data; boundary="b:c d"', 'b:c d'],
])('%s is read as it is by clients', (type, boundary) => {
  expect(hasManyParts(body(3, boundary), type, 3)).toBe(false)
  expect(hasManyParts(body(4, boundary), type, 3)).toBe(true)
})
