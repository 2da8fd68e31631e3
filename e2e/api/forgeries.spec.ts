import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { currentSigningKey, forgetSigningKeys } from '@/lib/tokens/signing-keys'
import { database } from '@/lib/db/database'
import { rotateSigningKey } from '@/lib/tokens/rotate-signing-key'
import { caughtMail } from '../support/api-mails'
import { expect, logIn, test, type LoggedIn } from '../support/api-test'
import {
  curiousTokens,
  decodedToken,
  forgedTokens,
  signedToken,
  type TokenMaterial,
} from '../../lib/testing/forged-tokens'
import { tokenLinkIn } from '../support/inbox'
import { logIn as logInBrowser } from '../support/log-in'
import { aContext } from '../../lib/testing/operation-fixtures'

// One after the other, in one worker: the last one rotates the key that the others forge with.
test.describe.configure({ mode: 'default' })

const ACCESS_DENIED = [401, 'token_not_valid']
let elsewhere: Server
/** What was asked of the forger's own server. */
const visits: string[] = []

test.beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    visits.push(String(request.url))
    response.end('{"keys":[]}')
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
})
test.afterAll(() => void elsewhere.close())

test('no forged access token opens anything (S40, S41)', async ({ bulkApi: api, newLogin }) => {
  const { access } = await newLogin()
  const taken: string[] = []
  await inBatches(forgedTokens(await materialOf(access)), async ([name, token]) => {
    const answers = [await api.get('/api/v1/profile', { token }), await api.post('/api/v1/token/verify', { token })]
    const outcomes = answers.map(({ status, body }) => [status, body.code])
    if (JSON.stringify(outcomes) !== JSON.stringify([ACCESS_DENIED, ACCESS_DENIED]))
      taken.push(`${name}: ${JSON.stringify(outcomes)}`)
  })
  expect(taken).toEqual([])
  expect(visits).toEqual([])
  expect((await api.get('/api/v1/profile', { token: access })).status).toBe(200)
})

test('no forged refresh token yields tokens, or ends the session (S40, S41)', async ({ bulkApi: api, newLogin }) => {
  const { access, refresh } = await newLogin()
  const taken: string[] = []
  await inBatches(forgedTokens(await materialOf(refresh)), async ([name, token]) => {
    const refreshed = await api.post('/api/v1/token/refresh', { refresh: token })
    if (refreshed.status !== 401) taken.push(`${name}: ${refreshed.status}`)
    expect((await api.post('/api/v1/token/revoke', { refresh: token })).status).toBe(200)
  })
  expect(taken).toEqual([])
  expect(visits).toEqual([])
  expect((await api.get('/api/v1/profile', { token: access })).status).toBe(200)
  expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(200)
})

test('what else stands in the header of a good token is not read, and nothing is fetched (S40); a minute of skew is allowed (S41)', async ({
  api,
  newLogin,
}) => {
  const { access } = await newLogin()
  for (const [name, token] of curiousTokens(await materialOf(access))) {
    expect((await api.get('/api/v1/profile', { token })).status, name).toBe(200)
  }
  expect(visits).toEqual([])
})

test('no token of another kind passes for an access token, nor the reverse (S42)', async ({
  api,
  newLogin,
  playwright,
  clientIp,
}) => {
  const login = await newLogin()
  await api.post('/api/v1/password/forgot', { email: login.email })
  const mailed =
    new URL(tokenLinkIn(await caughtMail(login.email, 'Reset your password'))).searchParams.get('token') ?? ''
  const browser = await playwright.request.newContext({
    baseURL: api.origin,
    extraHTTPHeaders: { 'X-Forwarded-For': clientIp },
  })
  await logInBrowser(browser, login)
  const cookie = (await browser.storageState()).cookies.find(({ name }) => name === 'vestibule.session')?.value ?? ''
  await browser.dispose()
  expect([mailed.length > 40, cookie.length > 100]).toEqual([true, true])

  for (const token of [login.refresh, mailed, cookie]) {
    const { status, body } = await api.get('/api/v1/profile', { token })
    expect([status, body.code]).toEqual(ACCESS_DENIED)
  }
  for (const refresh of [login.access, mailed, cookie])
    expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(401)
  for (const token of [mailed, cookie]) expect((await api.post('/api/v1/token/verify', { token })).status).toBe(401)
  for (const token of [login.access, login.refresh, cookie.slice(0, 200)]) {
    const { status, body } = await api.post('/api/v1/password/reset', {
      token: token.slice(0, 200),
      password: 'amber-kettle-93-harbor',
    })
    expect([status, body.code]).toEqual([400, 'invalid_token'])
    expect((await api.post('/api/v1/verify-email', { token: token.slice(0, 200) })).status).toBe(400)
  }
  // Nor does a reset's token verify an address.
  expect((await api.post('/api/v1/verify-email', { token: mailed })).status).toBe(400)

  // A browser's session is no program's, though its cookie opens the same endpoints.
  const asCookie = await api.get('/api/v1/profile', { headers: { Cookie: `vestibule.session=${login.access}` } })
  expect([asCookie.status, asCookie.body.code]).toEqual([401, 'not_authenticated'])
})

test('no token works for another user than its session’s (S51)', async ({ api, newLogin }) => {
  const [one, other] = [await newLogin(), await newLogin()]
  const material = await materialOf(one.access)
  const claims = { ...material.claims, sub: other.id, user_id: other.id }
  const { status } = await api.get('/api/v1/profile', {
    token: signedToken(material.header, claims, material.privateKey),
  })
  expect(status).toBe(401)
})

test('tokens of a rotated key go on working, new ones are signed by the new key, both stand in the key set (S43)', async ({
  api,
  newLogin,
}) => {
  const before = await newLogin()
  const oldKid = decodedToken(before.access).header.kid
  const { kid: newKid } = await rotateSigningKey(aContext())
  // The ten minutes in which it is only published are over.
  await (await database()).signingKey.updateMany({ where: { id: String(oldKid) }, data: { retiredAt: new Date() } })
  forgetSigningKeys()

  // By a token of the new key each process of the server learns of it at once; a second apart at the most.
  const { claims } = decodedToken(before.access)
  const { privateKey } = await currentSigningKey(new Date())
  const token = signedToken({ alg: 'ES256', typ: 'at+jwt', kid: newKid }, claims, privateKey)
  const statuses = () =>
    Promise.all(Array.from({ length: 12 }, async () => (await api.get('/api/v1/profile', { token })).status))
  await expect.poll(statuses, { intervals: [500] }).toEqual(Array.from({ length: 12 }, () => 200))
  const after = await logInAnew(api, before)
  expect(decodedToken(after.access).header.kid).toBe(newKid)

  expect((await api.get('/api/v1/profile', { token: before.access })).status).toBe(200)
  const { body } = await api.post('/api/v1/token/refresh', { refresh: before.refresh })
  expect(decodedToken(body.refresh).header.kid).toBe(newKid)
  const keys = (await api.get('/.well-known/jwks.json')).body.keys as { kid: string }[]
  expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining([newKid, oldKid]))
})

/** A few at a time: they are many, and none touches another. */
async function inBatches<T>(items: T[], work: (item: T) => Promise<void>) {
  for (let first = 0; first < items.length; first += 6) await Promise.all(items.slice(first, first + 6).map(work))
}

const logInAnew = (api: Parameters<typeof logIn>[0], { username, email, name, password }: LoggedIn) =>
  logIn(api, { username, email, name, password })

async function materialOf(token: string): Promise<TokenMaterial> {
  const { privateKey } = await currentSigningKey(new Date())
  const { port } = elsewhere.address() as AddressInfo
  return {
    token,
    ...decodedToken(token),
    privateKey,
    publicKey: createPublicKey(privateKey),
    elsewhere: `http://127.0.0.1:${port}`,
  }
}
