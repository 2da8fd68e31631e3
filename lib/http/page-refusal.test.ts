import { expect, test } from 'vitest'
import { pageRefusal } from './page-refusal'

const appUrl = 'https://accounts.example.com'
const refusal = (headers: Record<string, string>, method = 'POST') =>
  pageRefusal({ method, headers: new Headers(headers), appUrl })?.status

test.each(['https://evil.example', 'null', '', `${appUrl}.evil.example`, `${appUrl}:8443`])(
  'a form from %s is refused (S13)',
  (origin) => {
    expect(refusal({ origin, 'content-type': 'multipart/form-data; boundary=x' })).toBe(403)
    expect(refusal({ origin, 'next-action': '00', 'content-type': 'text/plain' })).toBe(403)
    expect(refusal({ origin })).toBe(403)
  },
)

test('a form of our own pages passes up to what Next takes (S60)', () => {
  const headers = { origin: appUrl, 'content-type': 'multipart/form-data; boundary=x' }
  expect(refusal({ ...headers, 'content-length': '1048576' })).toBeUndefined()
  expect(refusal({ ...headers, 'content-length': '1048577' })).toBe(413)
})

test('a form of a page that was opened by another name of the server is left to its action', () => {
  expect(refusal({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBeUndefined()
})

test('what is no form is none of its business', () => {
  expect(
    refusal({ origin: 'https://app.example', 'content-type': 'application/json', 'content-length': '9999999' }),
  ).toBeUndefined()
  expect(refusal({ origin: 'https://evil.example' }, 'GET')).toBeUndefined()
})
