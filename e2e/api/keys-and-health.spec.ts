import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { expect, test } from '../support/api-test'

test('another service verifies an access token with nothing but the key set', async ({ api, newLogin }) => {
  const { access, refresh, id } = await newLogin()
  const { status, headers, body } = await api.get('/.well-known/jwks.json')
  expect([status, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
    200,
    'application/jwk-set+json',
    '*',
  ])
  expect(headers['cache-control']).toMatch(/public.*max-age=\d+/)
  const keys = createLocalJWKSet(body as JSONWebKeySet)
  const rules = { issuer: api.origin, audience: api.origin, typ: 'at+jwt', algorithms: ['ES256'] }
  expect((await jwtVerify(access, keys, rules)).payload.sub).toBe(id)
  await expect(jwtVerify(refresh, keys, rules)).rejects.toThrow('typ')
})

test('the key set holds public halves only', async ({ api }) => {
  const { body } = await api.get('/.well-known/jwks.json')
  expect(body.keys.length).toBeGreaterThan(0)
  for (const key of body.keys)
    expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
})

test('health tells that the process serves, and that the database answers', async ({ api }) => {
  for (const [path, status] of [
    ['/api/health/live', 'live'],
    ['/api/health/ready', 'ready'],
  ] as const) {
    const answer = await api.get(path)
    expect([answer.status, answer.body]).toEqual([200, { status }])
  }
})
