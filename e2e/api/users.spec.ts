import { randomUUID } from 'node:crypto'
import { expect, test } from '../support/api-test'
import { aMember } from '../support/person'

const PUBLIC_FIELDS = ['avatar_url', 'bio', 'date_joined', 'id', 'location', 'name', 'number', 'username', 'website']

test.describe('GET /api/v1/users', () => {
  test('finds active users by the beginning of username or name, never of the address', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const prefix = aPrefix()
    const byUsername = await member(`${prefix}-a`)
    const byName = await member(aPrefix(), { name: `${prefix} Lovelace`, nameKey: `${prefix} lovelace` })
    await member(`${prefix}-b`, { disabledAt: new Date() })
    await member(`${prefix}-c`, { deletionDueAt: new Date() })
    await member(aPrefix(), { email: `${prefix}@example.com` })
    const { status, body } = await api.get(`/api/v1/users?q=${prefix.toUpperCase()}`, { token: access })
    expect([status, body.next]).toEqual([200, null])
    expect(body.results.map(({ id }: { id: string }) => id)).toEqual([byUsername.id, byName.id])
    for (const user of body.results) expect(Object.keys(user).toSorted()).toEqual(PUBLIC_FIELDS)
    for (const q of [`${prefix}_a`, `%25${prefix.slice(1)}`, `${prefix}@example.com`])
      expect((await api.get(`/api/v1/users?q=${q}`, { token: access })).body.results).toEqual([])
  })

  test('leads through every page by `next`, on APP_URL', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const prefix = aPrefix()
    const ids: string[] = []
    for (let nth = 0; nth < 5; nth++) ids.push((await member(`${prefix}-${nth}`)).id)
    const seen: string[] = []
    let next: string | null = `${api.origin}/api/v1/users?q=${prefix}&limit=2`
    for (let page = 0; next !== null && page < 5; page++) {
      expect(next.startsWith(`${api.origin}/api/v1/users?`)).toBe(true)
      const { body } = await api.get(next.slice(api.origin.length), { token: access })
      expect(body.results.length).toBeLessThanOrEqual(2)
      seen.push(...body.results.map(({ id }: { id: string }) => id))
      next = body.next
    }
    expect(seen).toEqual(ids)
  })

  test('gives 20 to a page unless asked for another number, up to 100', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const prefix = aPrefix()
    await Promise.all(Array.from({ length: 21 }, (_, nth) => member(`${prefix}-${nth}`)))
    const count = async (query: string) =>
      (await api.get(`/api/v1/users?q=${prefix}${query}`, { token: access })).body.results.length
    expect([await count(''), await count('&limit=1'), await count('&limit=100')]).toEqual([20, 1, 21])
    for (const limit of ['0', '101', '-1', '1.5', 'ten', '', 'NaN', '1e9']) {
      const { status, body } = await api.get(`/api/v1/users?limit=${limit}`, { token: access })
      expect([status, Object.keys(body.errors)]).toEqual([400, ['limit']])
    }
    const cursor = await api.get('/api/v1/users?cursor=%00', { token: access })
    expect([cursor.status, Object.keys(cursor.body.errors)]).toEqual([400, ['cursor']])
  })

  test('asks for a login', async ({ api }) => {
    expect((await api.get('/api/v1/users')).status).toBe(401)
  })
})

test.describe('GET /api/v1/users/{id}', () => {
  test('shows what is public, and nothing else (S53)', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const { id, username, name } = await member(aPrefix(), { bio: 'Notes', phone: '+44 20 7946 0000' })
    const { status, body } = await api.get(`/api/v1/users/${id}`, { token: access })
    expect([status, Object.keys(body).toSorted()]).toEqual([200, PUBLIC_FIELDS])
    expect(body).toMatchObject({ id, username, name, bio: 'Notes', avatar_url: null })
  })

  test('finds nobody who is unknown or inactive', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const disabled = await member(aPrefix(), { disabledAt: new Date() })
    for (const id of [disabled.id, randomUUID(), 'me', '%00', "'", '..%2f..', 'x'.repeat(300), '%F0%9F%99%82']) {
      const { status, body } = await api.get(`/api/v1/users/${id}`, { token: access })
      expect([status, body.code]).toEqual([404, 'not_found'])
    }
  })
})

for (const method of ['PATCH', 'PUT']) {
  test.describe(`${method} /api/v1/users/{id}`, () => {
    test('changes one’s own profile', async ({ api, newLogin }) => {
      const { access, id } = await newLogin()
      const { status, body } = await api.call(method, `/api/v1/users/${id}`, {
        token: access,
        data: { bio: 'mine', role: 'admin', id: randomUUID() },
      })
      expect([status, body.id, body.bio, body.role]).toEqual([200, id, 'mine', 'user'])
      expect(body).toEqual((await api.get('/api/v1/profile', { token: access })).body)
    })

    test('refuses another’s, and changes nothing (S51)', async ({ api, newLogin }) => {
      const [{ access }, other] = [await newLogin(), await newLogin()]
      for (const id of [other.id, randomUUID()]) {
        const { status, body } = await api.call(method, `/api/v1/users/${id}`, {
          token: access,
          data: { bio: 'taken over' },
        })
        expect([status, body.code]).toEqual([403, 'forbidden'])
      }
      expect((await api.get('/api/v1/profile', { token: other.access })).body.bio).toBe('')
    })
  })
}

/** A name that no other test's begins with. */
function aPrefix(): string {
  return `q${randomUUID().slice(0, 8)}`
}

function member(username: string, overrides: Record<string, unknown> = {}) {
  return aMember({ username, usernameKey: username, ...overrides })
}
