import { expect, test } from 'vitest'
import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { validateFormPost } from './validate-form-post'

const appUrl = 'https://accounts.example.com'
const ID = '60'.repeat(21)
const ACTION = {
  $ACTION_REF_1: '',
  '$ACTION_1:0': `{"id":"${ID}","bound":"$@1"}`,
  '$ACTION_1:1': '[{"values":{}}]',
  $ACTION_KEY: 'k3e',
}

type Sent = { path?: string; method?: string; headers?: Record<string, string>; body?: BodyInit | null }

async function statusOf({ path = '/verify-email', method = 'POST', headers = {}, body = null }: Sent) {
  const request = new Request(`${appUrl}${path}`, { method, headers: { origin: appUrl, ...headers }, body })
  const code = await validateFormPost({ request, appUrl })
  return code ? ERROR_CATALOGUE[code].status : undefined
}

function fields(values: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.append(name, value)
  return form
}

test.each(['https://evil.example', 'null', '', `${appUrl}.evil.example`, `${appUrl}:8443`])(
  'a form from %s is refused (S13)',
  async (origin) => {
    expect(await statusOf({ headers: { origin }, body: fields(ACTION) })).toBe(403)
    expect(await statusOf({ headers: { origin, 'next-action': '00' }, body: '[]' })).toBe(403)
    expect(
      await statusOf({ headers: { origin, 'next-action': '00', 'content-type': 'application/json' }, body: '[]' }),
    ).toBe(403)
    expect(await statusOf({ headers: { origin } })).toBe(403)
  },
)

test('a form of our own pages passes up to the size that it may have (S60, S77)', async () => {
  expect(await statusOf({ headers: { 'content-length': '65536' }, body: fields(ACTION) })).toBeUndefined()
  expect(await statusOf({ headers: { 'content-length': '65537' }, body: fields(ACTION) })).toBe(413)
})

test.each([
  [
    'what React has in its place',
    { values: { identifier: '$$ada' }, message: '$undefined', fieldErrors: { name: ['x'] } },
  ],
  ['nothing of note', {}],
])('a form passes whose last state has %s', async (_, state) => {
  const plain = {
    ...ACTION,
    '$ACTION_1:1': JSON.stringify([state]),
    shownFor: 'mark.ada',
    identifier: '$ada',
    password: '$K1',
  }
  expect(await statusOf({ body: fields(plain) })).toBeUndefined()
  const scripted = {
    '_1_$ACTION_1:1': '{',
    _1_shownFor: 'mark.ada',
    _1_identifier: '$F1',
    0: JSON.stringify([state, '$K1']),
  }
  expect(await statusOf({ headers: { 'next-action': '602c87' }, body: fields(scripted) })).toBeUndefined()
})

test.each<[string, BodyInit, Record<string, string>]>([
  ['no part', 'nothing', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['no boundary', 'nothing', { 'content-type': 'multipart/form-data' }],
  [
    'no end',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
    { 'content-type': 'multipart/form-data; boundary=x' },
  ],
  ['a broken state', fields({ ...ACTION, '$ACTION_1:1': '{{{' }), {}],
  ['a bottomless state', fields({ ...ACTION, '$ACTION_1:1': '['.repeat(100_000) }), {}],
  ['a very deep state', fields({ ...ACTION, '$ACTION_1:1': `[${'['.repeat(100_000)}${']'.repeat(100_000)}]` }), {}],
  ['a reference in its state', fields({ ...ACTION, '$ACTION_1:1': '[{"values":"$F1"}]' }), {}],
  ['another argument', fields({ ...ACTION, '$ACTION_1:1': '[{},{}]' }), {}],
  ['an action with arguments of its own', fields({ ...ACTION, '$ACTION_1:0': `{"id":"${ID}","bound":"$@2"}` }), {}],
  ['an action without its state', fields({ $ACTION_REF_1: '', '$ACTION_1:0': ACTION['$ACTION_1:0'] }), {}],
  ['two actions', fields({ ...ACTION, $ACTION_REF_2: '' }), {}],
  ['the state of another action', fields({ ...ACTION, '$ACTION_2:1': '[{}]' }), {}],
  ['an action that cannot be', fields({ ...ACTION, '$ACTION_1:0': '{"id":"00","bound":"$@1"}' }), {}],
  ['an unknown field of React’s', fields({ ...ACTION, $ACTION_ID_602c87: '' }), {}],
  ['a key of another kind', fields({ ...ACTION, $ACTION_KEY: '$F1' }), {}],
  [
    'too many fields',
    fields({ ...ACTION, ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, ''])) }),
    {},
  ],
  ['a call in text', '[]', { 'next-action': '602c87' }],
  ['a call in JSON', '[]', { 'next-action': '602c87', 'content-type': 'application/json' }],
  ['a call without arguments', fields({ _1_name: 'x' }), { 'next-action': '602c87' }],
  ['a call with a reference', fields({ 0: '[{"values":"$Q2"},"$K1"]' }), { 'next-action': '602c87' }],
  ['a call with fields that no form has', fields({ 0: '[{},"$K1"]', 1: '"x"' }), { 'next-action': '602c87' }],
])('a form with %s is refused before Next reads it (S60, S65)', async (_, body, headers) => {
  expect(await statusOf({ body, headers })).toBe(400)
})

test('a field that comes twice is refused (S65)', async () => {
  const form = fields(ACTION)
  form.append('$ACTION_1:1', '[{}]')
  expect(await statusOf({ body: form })).toBe(400)
  const ofTwoAccounts = fields({ ...ACTION, shownFor: 'one.ada' })
  ofTwoAccounts.append('shownFor', 'other.grace')
  expect(await statusOf({ body: ofTwoAccounts })).toBe(400)
})

test('a form of a page that was opened by another name of the server is left to its action', async () => {
  expect(await statusOf({ headers: { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' } })).toBeUndefined()
})

test('requests that are not forms pass', async () => {
  const json = { origin: 'https://app.example', 'content-type': 'application/json', 'content-length': '9999999' }
  expect(await statusOf({ headers: json, body: '{' })).toBeUndefined()
  expect(await statusOf({ headers: { origin: 'https://evil.example' }, method: 'GET' })).toBeUndefined()
})
