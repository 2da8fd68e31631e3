import { describe, expect, it } from 'vitest'
import { findEndpoint } from './find-endpoint'

const find = (request: string, headers: Record<string, string> = {}) => {
  const [method = '', pathname = ''] = request.split(' ')
  const found = findEndpoint({ method, pathname, headers })
  return found && [found.endpoint?.operationId ?? null, found.dialect?.dialect ?? null, found.allowed.join()]
}

const JSON_TYPE = { 'content-type': 'Application/JSON; charset=utf-8' }
const BEARER = { authorization: 'Bearer x' }
const PROFILE = 'GET,HEAD,PATCH,PUT,DELETE'

describe('findEndpoint', () => {
  it.each([
    ['GET /api/v1/profile', 'getProfile', PROFILE],
    ['HEAD /api/v1/profile', 'getProfile', PROFILE],
    ['PUT /api/v1/profile/', 'putProfile', PROFILE],
    ['POST /api/v1/profile', null, PROFILE],
    ['OPTIONS /api/v1/profile', null, PROFILE],
    ['GET /api/v1/users/0', 'getUser', 'GET,HEAD,PATCH,PUT'],
    ['GET /api/v1/users/%7Bid%7D/', 'getUser', 'GET,HEAD,PATCH,PUT'],
    ['GET /.well-known/jwks.json', 'jwks', 'GET,HEAD'],
    ['GET /api/health/live', 'isLive', 'GET,HEAD'],
  ])('finds %s by its own path', (request, operation, allowed) => {
    expect(find(request)).toEqual([operation, null, allowed])
  })

  it.each(['GET /api/v1', 'GET /api/v1/nothing', 'GET /API/v1/profile', 'GET /api/v1/profile//', 'GET /api/v1/users/a/b', 'GET /login', 'GET /', 'POST /api/auth/session'])(
    'leaves %s to Next',
    (request) => {
      expect(find(request)).toBeNull()
    },
  )

  it.each([
    ['POST /token', {}, 'logIn', 'D', 'POST'],
    ['GET /token', {}, null, null, 'POST'],
    ['POST /Token//', {}, 'logIn', 'D', 'POST'],
    ['POST /api/login/', {}, 'logIn', 'A', 'POST'],
    ['GET /users/7', {}, 'getUser', 'E', 'GET,HEAD,PATCH,PUT'],
    ['GET /api/user/profile', {}, 'getProfile', 'B', 'GET,HEAD'],
    ['GET /profile', BEARER, 'getProfile', 'D', 'GET,HEAD,PATCH,PUT'],
    ['PATCH /profile', {}, 'patchProfile', 'E', 'GET,HEAD,PATCH,PUT'],
    ['POST /login', JSON_TYPE, 'logIn', 'E', 'POST'],
    ['GET /login', JSON_TYPE, null, null, 'POST'],
    ['OPTIONS /register', { 'access-control-request-method': 'POST' }, null, null, 'POST'],
  ])('finds %s by an older service’s path (%j)', (request, headers, operation, dialect, allowed) => {
    expect(find(request, headers)).toEqual([operation, dialect, allowed])
  })

  it.each([
    ['GET /profile', {}],
    ['POST /login', {}],
    ['POST /login', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['POST /change-password', {}],
    ['GET /profile', { authorization: 'Basic eA==' }],
  ])('leaves %s, a page’s, to Next (%j)', (request, headers) => {
    expect(find(request, headers)).toBeNull()
  })

  it('decodes what a path names', () => {
    expect(findEndpoint({ method: 'GET', pathname: '/api/v1/users/%C3%A4%2F', headers: {} })?.params).toEqual({ id: 'ä/' })
  })
})
