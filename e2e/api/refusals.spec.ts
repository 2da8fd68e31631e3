import type { ApiClient } from '../support/api-client'
import { expectEach } from '../support/api-each'
import { apiOperations, concretePath, sampleBody, type ApiOperation } from '../support/api-operations'
import { expect, test } from '../support/api-test'
import { quickly } from '../../lib/testing/quickly'

/*
 * Hostile requests, generated from the OpenAPI document for every field of every endpoint. The client itself fails on
 * any answer that is not a problem document of the catalogue, and on any internal error.
 */
const SECOND = 1000

/** Of no field the type. */
const WRONG: unknown[] = [
  // The legacy paths get these three, v1 all: the same code answers. There numbers are texts, and null is nothing.
  [],
  {},
  { not: '' },
  null,
  42,
  0,
  -1.5,
  1e308,
  true,
  false,
  ['a'],
  [null],
  [[]],
  { $ne: '' },
  { $gt: '' },
  { $regex: '.*' },
  { contains: '' },
  { set: 'a' },
  { toString: 'a' },
  { length: 5 },
]
const WRONG_ON_LEGACY_PATHS = 3

/** In no text of any field. */
const NUL = ['\u0000', 'a\u0000b', '000\u0000000']

/** Texts, if odd ones: some fields take some of them. */
const ODD = [
  '',
  ' ',
  '\ud800',
  '\u202e\u2066',
  '\r\nBcc: someone@example.com',
  "' OR '1'='1",
  '"; DROP TABLE "User"; --',
  '../../../../etc/passwd',
  '%00%0a',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}#{7*7}',
  'constructor',
  '__proto__',
  'x'.repeat(60_000),
  '🙂'.repeat(10_000),
  'a@'.repeat(10_000),
  // Eighteen letters each, once folded.
  'ﷺ'.repeat(100),
  ' '.repeat(50_000),
]

test('wrong types in every field of every endpoint are reported at that field (S60)', async ({
  bulkApi: api,
  newLogin,
}) => {
  skipOnFurtherDatabases()
  const caller = await newLogin()
  const requests = (await fieldsOf(api)).flatMap(({ operation, field }) =>
    WRONG.slice(0, operation.isLegacy ? WRONG_ON_LEGACY_PATHS : undefined).map((value) => ({
      operation,
      field,
      value,
    })),
  )
  expect(requests.length).toBeGreaterThan(900)
  await expectEach(requests, {
    name: nameOf,
    outcome: async ({ operation, field, value }) => {
      const { status, body } = await call(api, operation, caller, { ...baseOf(operation), [field]: value })
      return operation.isLegacy ? [status, field in body] : [status, body.code, field in (body.errors ?? {})]
    },
    expected: ({ operation }) => (operation.isLegacy ? [400, true] : [400, 'invalid_input', true]),
  })
})

test('NUL in every field of every endpoint is refused (S60)', async ({ bulkApi: api, newLogin }) => {
  skipOnFurtherDatabases()
  const caller = await newLogin()
  const requests = (await fieldsOf(api)).flatMap((each) => NUL.map((value) => ({ ...each, value })))
  await expectEach(requests, {
    name: nameOf,
    outcome: async ({ operation, field, value }) =>
      (await call(api, operation, caller, { ...baseOf(operation), [field]: value })).status,
    expected: () => 400,
  })
})

test('odd texts in every field of every endpoint cause no internal error (S58, S60)', async ({
  bulkApi: api,
  newLogin,
}) => {
  const { email, password, ...caller } = await newLogin()
  const fields = (await fieldsOf(api)).filter(({ operation }) => !operation.isLegacy)
  const requests = fields.flatMap((each) => ODD.map((value) => ({ ...each, value })))
  await expectEach(requests, {
    name: nameOf,
    outcome: async ({ operation, field, value }) => {
      // With the right one the account would have another password.
      const base = {
        ...baseOf(operation),
        ...(operation.path.endsWith('/password/change') ? { old_password: 'not-the-password' } : {}),
      }
      const { status } = await call(api, operation, caller, { ...base, [field]: value })
      return status < 500 && status !== 429
    },
    expected: () => true,
  })
  // Nor has any of it changed the password or the address.
  expect((await api.post('/api/v1/token', { email, password })).status).toBe(200)
})

test('a megabyte in any field of any endpoint is refused at once (S60)', async ({ bulkApi: api, newLogin }) => {
  skipOnFurtherDatabases()
  const caller = await newLogin()
  const value = 'x'.repeat(1_000_000)
  await expectEach(await fieldsOf(api), {
    name: nameOf,
    outcome: async ({ operation, field }) => {
      const { status, body } = await call(api, operation, caller, { ...baseOf(operation), [field]: value })
      return [status, body.code]
    },
    expected: () => [413, 'body_too_large'],
  })
})

test('deeply nested JSON is refused at once, as a body and in any field (S60)', async ({ bulkApi: api, newLogin }) => {
  skipOnFurtherDatabases()
  const caller = await newLogin()
  const arrays = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
  const objects = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
  const broken = ['['.repeat(60_000), '{"a":'.repeat(12_000)]
  const fields = (await fieldsOf(api)).filter(({ operation }) => !operation.isLegacy)
  const inFields = fields.flatMap((each) =>
    [arrays, objects].map((value) => ({ ...each, raw: `{"${each.field}":${value}}`, value: value.slice(0, 9) })),
  )
  const operations = [...new Set(fields.map(({ operation }) => operation))]
  const asBodies = operations.flatMap((operation) =>
    [arrays, ...broken].map((raw) => ({ operation, field: 'all', raw, value: raw.slice(0, 9) })),
  )
  await expectEach([...inFields, ...asBodies], {
    name: nameOf,
    outcome: async ({ operation, raw }) => (await call(api, operation, caller, undefined, raw)).status,
    expected: () => 400,
  })
})

test('fields that every object has, and fields given twice, do no harm', async ({ bulkApi: api }) => {
  const bodies = [
    '{"__proto__":{"password":"x","username":"x"}}',
    '{"constructor":{"prototype":{"role":"admin"}}}',
    '{"hasOwnProperty":1,"toString":2}',
  ]
  for (const raw of bodies) expect((await api.post('/api/v1/token', undefined, { raw })).status).toBe(400)
  const twice = await api.post('/api/v1/token', undefined, {
    raw: '{"username":{"$ne":""},"username":"nobody-here","password":"x"}',
  })
  expect(twice.status).toBe(401)
})

test('odd queries and ids cause no internal error', async ({ bulkApi: api, newLogin }) => {
  const { access } = await newLogin()
  const odd = [
    '%00',
    '%FF',
    '%C3%28',
    '%E0%A4%A',
    '%',
    '%ud800',
    '%F0%9F%99%82',
    "'",
    '%22%3B--',
    '..%2F..%2Fetc',
    'x'.repeat(2000),
    '[]',
    '{}',
    '*',
    '%0d%0aX-Header:%20x',
  ]
  const operations = await apiOperations(api.origin)
  const queries = operations.flatMap(({ path, query }) =>
    query.flatMap((name) => [
      ...odd.map((value) => `${path}?${name}=${value}`),
      `${path}?${name}[]=a`,
      `${path}?${name}[$ne]=a`,
      `${path}?${name}=a&${name}=b`,
    ]),
  )
  await expectEach(queries, {
    name: (path) => path,
    // A page that there is none of is 404.
    outcome: async (path) =>
      [200, 400, ...(path.includes('?page') ? [404] : [])].includes((await api.get(path, { token: access })).status),
    expected: () => true,
  })
  const ids = operations
    .filter(({ path }) => path.includes('{'))
    .flatMap((operation) => odd.map((value) => ({ operation, field: 'id', value })))
  await expectEach(ids, {
    name: nameOf,
    outcome: async ({ operation, value }) => {
      const { status } = await api.call(operation.method, concretePath(operation, value), {
        token: access,
        ...(operation.fields ? { data: {} } : {}),
      })
      return status
    },
    expected: () => 404,
  })
})

/** For what must be refused, with the same words, before any database is asked. */
function skipOnFurtherDatabases() {
  test.skip(process.env.TEST_DATABASE_URL !== undefined, 'No database is asked.')
}

type Caller = { id: string; access: string }
type Field = { operation: ApiOperation; field: string; value?: unknown }

function nameOf({ operation: { method, path }, field, value }: Field): string {
  return `${method} ${path} ${field}=${JSON.stringify(value)?.slice(0, 60)}`
}

function call(api: ApiClient, operation: ApiOperation, { id, access }: Caller, data: unknown, raw?: string) {
  const octet = () => Math.floor(Math.random() * 254) + 1
  const ask = () =>
    api.call(operation.method, concretePath(operation, id), {
      data,
      ...(raw === undefined ? {} : { raw }),
      ...(operation.isProtected ? { token: access } : {}),
      // From everywhere: what is tested is not how often one may ask.
      headers: { 'X-Forwarded-For': `10.${octet()}.${octet()}.${octet()}` },
    })
  // What is refused is refused at once.
  return quickly(SECOND, ask)
}

async function fieldsOf({ origin }: ApiClient): Promise<Field[]> {
  return (await apiOperations(origin)).flatMap((operation) =>
    (operation.fields ?? []).map((field) => ({ operation, field })),
  )
}

/**
 * What stands beside the field: all that is needed, so that nothing else is at fault; not what would change a profile.
 */
function baseOf({ fields, required, path, method }: ApiOperation): Record<string, string> {
  const isProfile = ['PATCH', 'PUT'].includes(method)
  return isProfile || path.includes('verify') || required.length === 0 ? {} : sampleBody(fields ?? [])
}
