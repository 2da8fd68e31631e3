import { randomUUID } from 'node:crypto'
import { expect, logIn, test } from '../support/api-test'
import { logIn as logInBrowser } from '../support/log-in'

type Listed = {
  id: string
  kind: string
  client: string
  ip: string
  created_at: string
  last_seen_at: string
  authenticated_at: string
  current: boolean
}
const PATH = '/api/v1/sessions'

test('GET lists every live session of the user, browsers and API clients, and marks the current one', async ({
  api,
  request,
  newLogin,
  clientIp,
}) => {
  const { access, ...member } = await newLogin()
  await newLogin()
  await logInBrowser(request, member)
  const { status, body } = await api.get(PATH, { token: access })
  const sessions = body as Listed[]
  expect([status, sessions.map(({ kind }) => kind).toSorted()]).toEqual([200, ['api', 'browser']])
  for (const session of sessions) {
    expect(Object.keys(session).toSorted()).toEqual([
      'amr',
      'authenticated_at',
      'client',
      'created_at',
      'current',
      'id',
      'ip',
      'kind',
      'last_seen_at',
    ])
    expect([session.ip, session.current]).toEqual([clientIp, session.kind === 'api'])
    for (const date of [session.created_at, session.last_seen_at, session.authenticated_at])
      expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  }
})

test('GET asks for a login', async ({ api }) => {
  expect((await api.get(PATH)).status).toBe(401)
})

test('DELETE of one ends it at once, and no other', async ({ api, newLogin }) => {
  const login = await newLogin()
  const [there, elsewhere] = [await logIn(api, login), await logIn(api, login)]
  const { body } = await api.get(PATH, { token: there.access })
  const { id } = (body as Listed[]).find(({ current }) => current) ?? { id: '' }
  const ended = await api.delete(`${PATH}/${id}`, { token: login.access })
  expect([ended.status, ended.bytes.length]).toEqual([204, 0])
  expect((await api.get(PATH, { token: there.access })).status).toBe(401)
  expect((await api.post('/api/v1/token/refresh', { refresh: there.refresh })).status).toBe(401)
  expect((await api.get(PATH, { token: elsewhere.access })).body).toHaveLength(2)
  const again = await api.delete(`${PATH}/${id}`, { token: login.access })
  expect([again.status, again.body.code]).toEqual([404, 'not_found'])
})

test('DELETE of another person’s session answers as for an unknown one (S36, S51)', async ({ api, newLogin }) => {
  const [mine, theirs] = [await newLogin(), await newLogin()]
  const { body } = await api.get(PATH, { token: theirs.access })
  for (const id of [(body as Listed[])[0]?.id, randomUUID(), '%00', 'all']) {
    const { status, body: problem } = await api.delete(`${PATH}/${id}`, { token: mine.access })
    expect([status, problem.code]).toEqual([404, 'not_found'])
  }
  expect((await api.get(PATH, { token: theirs.access })).status).toBe(200)
})

test('DELETE of all ends every session but the current', async ({ api, newLogin }) => {
  const login = await newLogin()
  const others = [await logIn(api, login), await logIn(api, login)]
  const bystander = await newLogin()
  const { status, bytes } = await api.delete(PATH, { token: login.access })
  expect([status, bytes.length]).toEqual([204, 0])
  expect((await api.get(PATH, { token: login.access })).body).toHaveLength(1)
  for (const { access } of others) expect((await api.get(PATH, { token: access })).status).toBe(401)
  expect((await api.get(PATH, { token: bystander.access })).status).toBe(200)
})
