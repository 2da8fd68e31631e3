import { describe, expect, it } from 'vitest'
import { registerSchema, verifyEmailSchema } from '@/lib/registration/schemas'
import { resetPasswordRequestSchema } from '@/lib/passwords/schemas'
import { tokenRequestSchema } from '@/lib/sessions/schemas'
import { LEGACY_PATHS } from './paths'
import { readInput } from './read-input'

const SCHEMAS = {
  '/login': tokenRequestSchema,
  '/api/login': tokenRequestSchema,
  '/email-verify': verifyEmailSchema,
  '/register': registerSchema,
  '/api/auth/reset-password': resetPasswordRequestSchema,
}
type Path = keyof typeof SCHEMAS

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'

function read(path: Path, body: string | FormData, headers: Record<string, string> = {}) {
  const sent = new Response(body)
  const type = typeof body === 'string' ? JSON_TYPE : String(sent.headers.get('content-type'))
  return readInput(
    { headers: { 'content-type': type, ...headers }, readBody: async () => new Uint8Array(await sent.arrayBuffer()) },
    { schema: SCHEMAS[path], required: LEGACY_PATHS.find((entry) => entry.path === path)?.required },
  )
}
const readJson = (path: Path, value: unknown) => read(path, JSON.stringify(value))
const errorsOf = (reading: Promise<unknown>) =>
  reading.then(
    () => null,
    (error: { fieldErrors: unknown }) => error.fieldErrors,
  )

describe('readInput', () => {
  const ada = { username: 'ada', password: 'secret words' }

  it('reads JSON, urlencoded and multipart alike', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(ada)) form.set(name, value)
    expect(await readJson('/login', ada)).toEqual(ada)
    expect(
      await read('/login', new URLSearchParams(ada).toString(), { 'content-type': `${FORM}; charset=UTF-8` }),
    ).toEqual(ada)
    expect(await read('/login', form)).toEqual(ada)
  })

  it('takes the last of a form’s repeated fields, as Django does', async () => {
    expect(await read('/login', 'username=a&username=ada&password=x', { 'content-type': FORM })).toMatchObject({
      username: 'ada',
    })
  })

  it('takes numbers for texts, and gives a code its zeros back', async () => {
    expect(await readJson('/login', { username: 4711, password: 12345678 })).toMatchObject({
      username: '4711',
      password: '12345678',
    })
    expect(await readJson('/email-verify', { email: 'a@example.com', otp: 8022 })).toMatchObject({ otp: '008022' })
  })

  it('takes null in an optional field for a field left out', async () => {
    const given = { uidb64: null, token: 'token', password: 'secret words' }
    expect(await readJson('/api/auth/reset-password', given)).toEqual({ token: 'token', password: 'secret words' })
  })

  it('says what is missing as Django REST Framework does, at the field that the service asked for', async () => {
    const required = ['This field is required.']
    expect(await errorsOf(readJson('/login', {}))).toEqual({ email: required, password: required })
    expect(await errorsOf(read('/api/login', '', { 'content-type': '' }))).toEqual({
      username: required,
      password: required,
    })
    expect(await errorsOf(readJson('/api/login', { username: null, password: ' ' }))).toEqual({
      username: ['This field may not be null.'],
      password: ['This field may not be blank.'],
    })
    expect(await errorsOf(readJson('/register', { email: 'none', password: 'x' }))).toEqual({
      username: required,
      email: ['email_invalid'],
    })
  })

  it.each([
    ['list', []],
    ['NoneType', null],
    ['str', 'x'],
    ['int', 5],
    ['bool', true],
  ])('refuses a %s in place of fields', async (type, value) => {
    const message = `Invalid data. Expected a dictionary, but got ${type}.`
    expect(await errorsOf(readJson('/login', value))).toEqual({ non_field_errors: [message] })
  })

  it.each(['password2', 'confirm_password', 'confirmPassword', 'password_confirmation', 're_password'])(
    'refuses a %s that differs',
    async (name) => {
      const given = { username: 'ada', email: 'ada@example.com', password: 'secret words' }
      expect(await errorsOf(readJson('/register', { ...given, [name]: 'other words' }))).toEqual({
        [name]: ['The two password fields didn’t match.'],
      })
      expect(await readJson('/register', { ...given, [name]: given.password })).toEqual(given)
    },
  )

  it.each([
    ['text/plain', {}, 'unsupported_media_type'],
    ['', {}, 'unsupported_media_type'],
    [JSON_TYPE, { 'content-encoding': 'gzip' }, 'unsupported_content_encoding'],
    [JSON_TYPE, { 'content-length': '65537' }, 'body_too_large'],
    [JSON_TYPE, {}, 'invalid_json'],
    ['multipart/form-data; boundary=none', {}, 'invalid_form'],
  ])('refuses what it cannot read: %s %j', async (type, headers, code) => {
    await expect(read('/login', '{"username": ', { ...headers, 'content-type': type })).rejects.toMatchObject({ code })
  })
})
