import { describe, expect, it } from 'vitest'
import { findEndpoint } from './find-endpoint'

const find = (request: string) => {
  const [method = '', pathname = ''] = request.split(' ')
  const found = findEndpoint({ method, pathname })
  return found && [found.endpoint?.operationId ?? null, found.allowed.join()]
}

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
    // An invalid escape: no account has this id.
    ['GET /api/v1/users/%zz', 'getUser', 'GET,HEAD,PATCH,PUT'],
    ['GET /.well-known/jwks.json', 'jwks', 'GET,HEAD'],
    ['GET /api/health/live', 'isLive', 'GET,HEAD'],
  ])('finds %s', (request, operation, allowed) => {
    expect(find(request)).toEqual([operation, allowed])
  })

  it.each([
    'GET /api/v1',
    'GET /api/v1/nothing',
    'GET /API/v1/profile',
    'GET /api/v1/profile//',
    'GET /api/v1/users/a/b',
    'GET /login',
    'GET /',
    'POST /token',
  ])('leaves %s to others', (request) => {
    expect(find(request)).toBeNull()
  })

  it('decodes path parameters', () => {
    expect(findEndpoint({ method: 'GET', pathname: '/api/v1/users/%C3%A4%2F' })?.params).toEqual({ id: 'ä/' })
  })
})
