import { apiOperations } from '../support/api-operations'
import { expect, test } from '../support/api-test'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

test('one’s own tokens with another’s ids change nothing and show nothing private, by any method (S51)', async ({
  bulkApi: api,
  newLogin,
}) => {
  const [mine, theirs] = [await newLogin(), await newLogin()]
  const { body: before } = await api.get('/api/v1/profile', { token: theirs.access })
  const { body: sessions } = await api.get('/api/v1/sessions', { token: theirs.access })
  const paths = [...new Set((await apiOperations(api.origin)).map(({ path }) => path))].filter((path) =>
    path.includes('{'),
  )
  expect(paths.toSorted()).toEqual(['/api/v1/sessions/{id}', '/api/v1/users/{id}', '/users/{id}'])

  for (const path of paths) {
    for (const id of [theirs.id, sessions[0].id]) {
      for (const method of METHODS) {
        const data = {
          username: 'taken-over',
          bio: 'taken over',
          email: 'taken@example.com',
          password: theirs.password,
        }
        const hasBody = !['GET', 'HEAD'].includes(method)
        const { status, body } = await api.call(method, path.replace('{id}', id), {
          token: mine.access,
          ...(hasBody ? { data } : {}),
        })
        const isPublicView = path.includes('users') && !hasBody && id === theirs.id
        if (isPublicView) expect(body ?? {}).not.toHaveProperty('email')
        else expect([method, path, [403, 404, 405].includes(status), status]).toEqual([method, path, true, status])
      }
    }
  }
  expect((await api.get('/api/v1/profile', { token: theirs.access })).body).toEqual(before)
  expect((await api.get('/api/v1/sessions', { token: theirs.access })).body).toHaveLength(sessions.length)
})

test('ids in a body or query choose no other account (S51)', async ({ api, newLogin }) => {
  const [mine, theirs] = [await newLogin(), await newLogin()]
  const names = ['id', 'user', 'user_id', 'userId', 'sub', 'sid', 'session_id', 'email', 'owner']
  const data = Object.fromEntries(names.map((name) => [name, name === 'email' ? theirs.email : theirs.id]))
  const query = new URLSearchParams(data).toString()
  expect((await api.get(`/api/v1/profile?${query}`, { token: mine.access })).body.id).toBe(mine.id)
  expect((await api.patch(`/api/v1/profile?${query}`, { ...data, bio: 'mine' }, { token: mine.access })).body.id).toBe(
    mine.id,
  )
  expect((await api.get('/api/v1/profile', { token: theirs.access })).body.bio).toBe('')
})
