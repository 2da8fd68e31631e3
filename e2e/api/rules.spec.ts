import { randomUUID } from 'node:crypto'
import { expectEach } from '../support/api-each'
import { apiOperations, concretePath, type ApiOperation } from '../support/api-operations'
import { expect, test } from '../support/api-test'

/*
 * What holds for every endpoint, generated from the OpenAPI document. That every error is a problem document of the
 * catalogue, that every response has its X-Request-Id, that none is a redirect or kept by caches: the client itself
 * holds every answer of every test to it.
 */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const JSON_TYPE = { 'Content-Type': 'application/json' }
const NOT_FOUND = 'The endpoint was not found'
const ID = '01890000-0000-7000-8000-000000000000'

test('a trailing slash makes no difference, for any method', async ({ bulkApi: api, newLogin }) => {
  const { access } = await newLogin()
  await expectEach(await apiOperations(api.origin), {
    name: nameOf,
    outcome: async (operation) => {
      const path = concretePath(operation, ID)
      // A logout would end this session. An export counts, and need not be made for this; an empty request ends the
      // other sessions, and there are none.
      const isAsked = (operation.isProtected || operation.sharesItsPath) && !/\/(export|logout)$/.test(operation.path)
      const request = { ...(isAsked ? { token: access } : {}), ...(operation.fields ? { data: {} } : {}) }
      const [plain, slash] = [
        await api.call(operation.method, path, request),
        await api.call(operation.method, `${path}/`, request),
      ]
      return plain.status === slash.status && JSON.stringify(plain.body) === JSON.stringify(slash.body)
    },
    expected: () => true,
  })
})

test('a wrong method is answered 405, with the right ones in Allow', async ({ bulkApi: api }) => {
  const cases = (await operationsByPath(api.origin)).flatMap(({ path, methods, sharesItsPath }) =>
    (sharesItsPath ? [] : METHODS)
      .filter((method) => !methods.includes(method))
      .map((method) => ({ path, method, methods })),
  )
  await expectEach(
    cases.flatMap((each) => [each, { ...each, path: `${each.path}/` }]),
    {
      name: nameOf,
      outcome: async ({ path, method }) => {
        const { status, headers } = await api.call(method, path.replace(/\{\w+\}/, ID), { headers: JSON_TYPE })
        return [status, headers.allow?.split(', ').toSorted()]
      },
      expected: ({ methods }) => [405, methods.toSorted()],
    },
  )
})

test('a path that is a page too takes no other method of a program than it is listed for', async ({
  bulkApi: api,
  newLogin,
}) => {
  const { access } = await newLogin()
  for (const [method, path, allow] of [
    ['DELETE', '/profile', 'GET, HEAD, PATCH, PUT'],
    ['POST', '/profile', 'GET, HEAD, PATCH, PUT'],
    ['PUT', '/change-password', 'POST'],
  ] as const) {
    for (const token of method === 'POST' ? [access] : [access, undefined]) {
      const { status, headers } = await api.call(method, path, { token, data: {} })
      expect([method, path, status, headers.allow]).toEqual([method, path, 405, allow])
    }
  }
})

test('OPTIONS tells the methods, and HEAD answers as GET without its body', async ({ bulkApi: api, newLogin }) => {
  const { access } = await newLogin()
  const paths = (await operationsByPath(api.origin)).filter(
    ({ path, sharesItsPath }) => !sharesItsPath && !path.endsWith('/export'),
  )
  await expectEach(paths, {
    name: ({ path }) => path,
    outcome: async ({ path, methods }) => {
      const asked = path.replace(/\{\w+\}/, ID)
      const options = await api.call('OPTIONS', asked)
      if (!methods.includes('GET')) return [options.status, options.headers.allow?.split(', ').toSorted()]
      const [head, get] = [
        await api.call('HEAD', asked, { token: access }),
        await api.call('GET', asked, { token: access }),
      ]
      const isSame =
        head.status === get.status &&
        head.headers['content-type'] === get.headers['content-type'] &&
        head.bytes.length === 0
      return [options.status, isSame && options.headers.allow?.split(', ').toSorted()]
    },
    expected: ({ methods }) => [204, methods.toSorted()],
  })
})

test('beside the endpoints, too, OPTIONS tells the methods, and a trailing slash makes no difference', async ({
  request,
}) => {
  for (const [method, path, status, allow] of [
    ['OPTIONS', '/api/docs', 204, 'GET, HEAD'],
    ['DELETE', '/api/docs', 405, 'GET, HEAD'],
    ['GET', '/api/docs/', 200, undefined],
    ['GET', '/api/auth/session/', 200, undefined],
  ] as const) {
    const response = await request.fetch(path, { method, maxRedirects: 0 })
    expect([method, path, response.status(), response.headers().allow]).toEqual([method, path, status, allow])
  }
})

test('an endpoint that needs a login refuses a request without one before it checks anything else', async ({
  bulkApi: api,
}) => {
  const operations = (await apiOperations(api.origin)).filter(
    ({ isProtected, sharesItsPath }) => isProtected && !sharesItsPath,
  )
  await expectEach(operations, {
    name: nameOf,
    outcome: async (operation) => {
      const { status, body } = await api.call(
        operation.method,
        concretePath(operation, ID),
        operation.fields ? { raw: '{' } : {},
      )
      return [status, body.code]
    },
    expected: () => [401, 'not_authenticated'],
  })
  expect(operations.length).toBeGreaterThan(15)
})

test('an unknown path is 404 under /api, under a path of an older service, and wherever no browser asks for a page', async ({
  bulkApi: api,
}) => {
  const underApi = [
    '/api',
    '/api/nothing',
    '/api/v1',
    '/api/v1/nothing',
    '/api/v1/users/a/b',
    '/api/v2/token',
    '/api/auth/nothing',
    '/api/auth/signin',
    '/api/auth/callback/credentials',
  ]
  const underLegacyPaths = [
    '/api/user',
    '/api/user/nothing',
    '/api/token',
    '/users/a/b',
    '/token/nothing',
    '/refresh/nothing',
    '/create-user/nothing',
    '/email-verify/nothing',
  ]
  const anywhere = ['/nothing', '/nothing/at/all', '/profile/nothing', '/login/nothing']
  const accepts = [
    'application/json, text/plain, */*',
    'text/plain, application/json',
    'Application/JSON',
    'application/problem+json',
  ]
  type Case = { path: string; method: string; accept: string; token?: string }
  const cases: Case[] = [
    ...[...underApi, ...underLegacyPaths].flatMap((path) => METHODS.map((method) => ({ path, method, accept: '*/*' }))),
    ...anywhere.flatMap((path) => [
      ...accepts.flatMap((accept) => ['GET', 'DELETE'].map((method) => ({ path, method, accept }))),
      // An API client is recognised by what it sends, too.
      { path, method: 'POST', accept: '*/*' },
      { path, method: 'GET', accept: '*/*', token: 'a.b.c' },
      // And by what it does not ask for.
      { path, method: 'GET', accept: '*/*' },
      { path, method: 'DELETE', accept: 'text/html' },
    ]),
  ]
  await expectEach(
    cases.flatMap((each) => [each, { ...each, path: `${each.path}/` }]),
    {
      name: nameOf,
      outcome: async ({ path, method, accept, token }) => {
        const { status, body } = await api.call(method, path, {
          token,
          ...(method === 'GET' || method === 'HEAD' ? {} : { data: {} }),
          headers: { Accept: accept },
        })
        return [status, method === 'HEAD' ? NOT_FOUND : body.error]
      },
      expected: () => [404, NOT_FOUND],
    },
  )
})

test('a body over 64 KiB is refused, announced or not (S77)', async ({ bulkApi: api, newLogin }) => {
  const { access } = await newLogin()
  const tooLarge = JSON.stringify({ name: 'x'.repeat(64 * 1024) })
  await expectEach(await withBody(api.origin), {
    name: nameOf,
    outcome: async (operation) => {
      const { status, body } = await api.call(operation.method, concretePath(operation, ID), {
        raw: tooLarge,
        ...loginFor(operation, access),
      })
      return [status, body.code]
    },
    expected: () => [413, 'body_too_large'],
  })
  const chunked = await fetch(`${api.origin}/api/v1/token`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: new Blob([tooLarge]).stream(),
    // @ts-expect-error -- not yet among the types of fetch
    duplex: 'half',
  })
  expect([chunked.status, ((await chunked.json()) as { code: string }).code]).toEqual([413, 'body_too_large'])
  // Just below it is read.
  expect(
    (await api.post('/api/v1/token', { username: 'nobody-here', password: 'x', more: 'x'.repeat(64_000) })).status,
  ).toBe(401)
})

test('a body that is no JSON is refused by its type (415)', async ({ bulkApi: api, newLogin }) => {
  const { access } = await newLogin()
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'text/json',
    '',
  ]
  const operations = await withBody(api.origin)
  await expectEach(
    // The legacy paths take forms.
    operations.flatMap((operation) =>
      types.filter((type) => !operation.isLegacy || !/form/.test(type)).map((type) => ({ ...operation, type })),
    ),
    {
      name: ({ type, ...operation }) => `${nameOf(operation)} ${type}`,
      outcome: async ({ type, ...operation }) => {
        const { status, body } = await api.call(operation.method, concretePath(operation, ID), {
          raw: '{}',
          ...loginFor(operation, access),
          headers: { 'Content-Type': type },
        })
        return [status, body.code]
      },
      expected: () => [415, 'unsupported_media_type'],
    },
  )
})

test('a body that is no JSON object is refused by its content (400)', async ({ bulkApi: api, newLogin }) => {
  const { access } = await newLogin()
  const broken = [
    '',
    ' ',
    '{',
    '{"a":',
    '{"a":1,}',
    "{'a':1}",
    'nul',
    'a=1',
    '{"a":1}{"a":2}',
    '\u0000',
    Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
    Buffer.from([0x22, 0xc3, 0x28, 0x22]),
  ]
  const noObject = ['[]', '[{}]', 'null', '1', 'true', '"text"']
  const operations = (await withBody(api.origin)).filter(({ isLegacy }) => !isLegacy)
  await expectEach(
    operations.flatMap((operation) => [...broken, ...noObject].map((raw) => ({ ...operation, raw }))),
    {
      name: ({ raw, ...operation }) => `${nameOf(operation)} ${String(raw)}`,
      outcome: async ({ raw, ...operation }) => {
        const { status, body } = await api.call(operation.method, concretePath(operation, ID), {
          raw,
          ...loginFor(operation, access),
        })
        return [status, body.code, body.non_field_errors?.length ?? 0]
      },
      expected: ({ raw }) => (broken.includes(raw) ? [400, 'invalid_json', 0] : [400, 'invalid_input', 1]),
    },
  )
})

test('JSON is taken in each of its spellings', async ({ bulkApi: api }) => {
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/vnd.api+json',
  ]) {
    for (const path of ['/api/v1/token', '/login']) {
      const { status, headers } = await api.post(
        path,
        { username: 'nobody-here', password: 'x' },
        { headers: { 'Content-Type': type } },
      )
      expect([path, type, status, headers['www-authenticate']]).toEqual([path, type, 401, 'Bearer'])
    }
  }
})

test('each response has our own request id, whatever the client sent', async ({ bulkApi: api }) => {
  const mine = randomUUID()
  const ids = await Promise.all(
    ['/api/v1/profile', '/api/nothing', '/api/health/live', '/.well-known/jwks.json', '/login', '/nothing'].map(
      async (path) => {
        const response = await fetch(`${api.origin}${path}`, { headers: { 'X-Request-Id': mine } })
        await response.arrayBuffer()
        return response.headers.get('x-request-id')
      },
    ),
  )
  for (const id of ids) expect(id).toMatch(/^[\da-f-]{36}$/)
  expect(ids).not.toContain(mine)
  expect(new Set(ids).size).toBe(ids.length)
})

function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`
}

/** The paths, each with its methods; HEAD comes with GET. */
async function operationsByPath(origin: string) {
  const operations = await apiOperations(origin)
  return [...new Set(operations.map(({ path }) => path))].map((path) => {
    const here = operations.filter((operation) => operation.path === path)
    const methods = here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    return { path, methods, sharesItsPath: here.some(({ sharesItsPath }) => sharesItsPath) }
  })
}

async function withBody(origin: string): Promise<ApiOperation[]> {
  return (await apiOperations(origin)).filter(({ fields }) => fields !== null)
}

function loginFor({ isProtected }: ApiOperation, access: string) {
  return isProtected ? { token: access } : {}
}
