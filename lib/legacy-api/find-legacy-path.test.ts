import { expect, it } from 'vitest'
import { findLegacyPath } from './find-legacy-path'

const PAGE = { accept: 'text/html', 'sec-fetch-mode': 'navigate' }
const find = (request: string, headers: Record<string, string> = {}) => {
  const [method = '', pathname = ''] = request.split(' ')
  return findLegacyPath({ method, pathname, headers })
}

it.each([
  ['POST /token', '/token'],
  ['POST /Token//', '/token'],
  ['POST /api/login/', '/api/login'],
  ['POST /API/auth/refresh', '/api/auth/refresh'],
  ['GET /users', '/users'],
  ['GET /login', '/login'],
  ['DELETE /profile', '/profile'],
])('finds %s', (request, path) => {
  expect(find(request)?.path).toBe(path)
})

it('decodes what a path names', () => {
  expect(find('GET /users/%C3%A4%2F')?.params).toEqual({ id: 'ä/' })
})

it.each(['GET /profile', 'POST /login', 'POST /change-password/', 'GET /Logout', 'GET /register'])(
  'leaves %s of a browser to its page',
  (request) => {
    expect(find(request, PAGE)).toBeNull()
  },
)

it('answers a browser too where there is no page', () => {
  expect(find('GET /users', PAGE)?.path).toBe('/users')
})

it.each([
  'GET /',
  'GET /tokens',
  'GET /users/a/b',
  'GET /users/%C3%28',
  'POST /api/v1/token',
  'POST /api/auth/session',
])('leaves %s to others', (request) => {
  expect(find(request)).toBeNull()
})
