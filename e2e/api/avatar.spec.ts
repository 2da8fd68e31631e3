import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { AVATAR_MAX_BYTES } from '@/lib/avatars/schemas'
import type { ApiClient, ApiRequest } from '../support/api-client'
import { expect, logIn, test } from '../support/api-test'
import { expectEach } from '../support/api-each'
import { logIn as logInBrowser } from '../support/log-in'
import { aMember } from '../support/person'
import { aBomb, aPicture, aUniquePicture } from '../../lib/testing/pictures'

const PATH = '/api/v1/profile/avatar'
const BOUNDARY = 'a-boundary-of-tests'
const FORM = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` }

/** A form as browsers send it. The type of the file is what the client says it is. */
function formOf(file: Buffer, { name = 'avatar', type = 'image/png' } = {}): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="a.png"\r\nContent-Type: ${type}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
}

const put = (
  api: ApiClient,
  token: string | undefined,
  raw: Buffer,
  headers: Record<string, string> = { 'Content-Type': 'image/png' },
) => api.call('PUT', PATH, { token, raw, headers } satisfies ApiRequest)

/** A file that is a picture, filled up with what viewers skip. */
async function pictureOfBytes(bytes: number): Promise<Buffer> {
  const picture = await aPicture().jpeg().toBuffer()
  return Buffer.concat([picture, Buffer.alloc(bytes - picture.length)])
}

test.describe(`PUT ${PATH}`, () => {
  for (const [what, headers, wrap] of [
    ['as a form', FORM, (file: Buffer) => formOf(file)],
    ['as the body itself', { 'Content-Type': 'image/png' }, (file: Buffer) => file],
    ['under the name of another type', { 'Content-Type': 'image/jpeg' }, (file: Buffer) => file],
  ] as const) {
    test(`takes a picture ${what}, and shows it at the address that it answers`, async ({ api, newLogin }) => {
      const { access, id } = await newLogin()
      const { status, body } = await put(api, access, wrap(await aUniquePicture()), headers)
      expect([status, body.id]).toEqual([200, id])
      expect(body.avatar_url).toMatch(new RegExp(`^${api.origin}/avatars/[\\da-f]{64}-256\\.webp$`))
      expect((await api.get('/api/v1/profile', { token: access })).body.avatar_url).toBe(body.avatar_url)
      expect((await api.get(`/api/v1/users/${id}`, { token: access })).body.avatar_url).toBe(body.avatar_url)

      for (const size of [96, 256, 512]) {
        const response = await fetch(body.avatar_url.replace('-256.webp', `-${size}.webp`))
        const { format, width, height } = await sharp(await response.arrayBuffer()).metadata()
        expect([response.status, format, width, height]).toEqual([200, 'webp', size, size])
      }
    })
  }

  test('refuses what is no plain picture, says why at the field, and leaves the picture before (S59)', async ({
    api,
    newLogin,
  }) => {
    const { access } = await newLogin()
    const { body: before } = await put(api, access, await aUniquePicture())
    const jpeg = await aPicture().jpeg().toBuffer()
    const cases = [
      { name: 'SVG', file: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), code: 'image_not_supported' },
      { name: 'HTML', file: Buffer.from('<script>alert(1)</script>'), code: 'image_not_supported' },
      { name: 'TIFF', file: await aPicture().tiff().toBuffer(), code: 'image_not_supported' },
      {
        name: 'HEIC',
        file: Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'),
        code: 'image_not_supported',
      },
      { name: 'cut off', file: jpeg.subarray(0, jpeg.length / 2), code: 'image_broken' },
      { name: 'polyglot', file: Buffer.concat([jpeg, Buffer.from('<html>')]), code: 'image_not_plain' },
      { name: 'bomb', file: aBomb(), code: 'image_too_large' },
    ]
    await expectEach(
      cases.flatMap((each) => [
        { ...each, isForm: true },
        { ...each, isForm: false },
      ]),
      {
        name: ({ name, isForm }) => `${name} ${isForm ? 'as a form' : 'by itself'}`,
        outcome: async ({ file, isForm }) => {
          const { status, body } = await (isForm ? put(api, access, formOf(file), FORM) : put(api, access, file))
          return [status, body.code, Object.keys(body.errors), body.avatar.length]
        },
        expected: ({ code }) => [400, code, ['avatar'], 1],
      },
    )
    expect((await api.get('/api/v1/profile', { token: access })).body.avatar_url).toBe(before.avatar_url)
    expect((await fetch(before.avatar_url)).status).toBe(200)
  })

  test('takes 5 MiB; a byte more is 413, and the picture before stays (S59)', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const { status, body: before } = await put(api, access, await pictureOfBytes(AVATAR_MAX_BYTES))
    expect([status, (await put(api, access, formOf(await pictureOfBytes(AVATAR_MAX_BYTES)), FORM)).status]).toEqual([
      200, 200,
    ])
    const tooLarge = await pictureOfBytes(AVATAR_MAX_BYTES + 1)
    const far = await pictureOfBytes(8 * 1024 * 1024)
    for (const [raw, headers] of [
      [tooLarge, { 'Content-Type': 'image/jpeg' }],
      [formOf(tooLarge), FORM],
      [far, { 'Content-Type': 'image/jpeg' }],
      [formOf(far), FORM],
    ] as const) {
      const refused = await put(api, access, raw, headers)
      expect([refused.status, refused.body.code]).toEqual([413, 'body_too_large'])
    }
    expect((await api.get('/api/v1/profile', { token: access })).body.avatar_url).toBe(before.avatar_url)
    expect((await fetch(before.avatar_url)).status).toBe(200)
  })

  test('refuses another content type (415), a broken form, and one without the field (400)', async ({
    api,
    newLogin,
  }) => {
    const { access } = await newLogin()
    const picture = await aUniquePicture()
    for (const type of [
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/octet-stream',
      'image',
      '',
    ]) {
      const { status, body } = await put(api, access, picture, { 'Content-Type': type })
      expect([type, status, body.code]).toEqual([type, 415, 'unsupported_upload_type'])
    }
    for (const raw of [Buffer.from('no form'), formOf(picture).subarray(0, 200), Buffer.alloc(0)]) {
      const { status, body } = await put(api, access, raw, FORM)
      expect([status, body.code]).toEqual([400, 'invalid_form'])
    }
    const text = Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="avatar"\r\n\r\ntext\r\n--${BOUNDARY}--\r\n`,
    )
    for (const raw of [formOf(picture, { name: 'image' }), formOf(Buffer.alloc(0)), text]) {
      const { status, body } = await put(api, access, raw, FORM)
      expect([status, body.code, Object.keys(body.errors)]).toEqual([400, 'image_missing', ['avatar']])
    }
  })

  test('asks for a login, and takes a browser’s cookie from our own origin only (S14)', async ({ api, request }) => {
    const picture = await aUniquePicture()
    expect((await put(api, undefined, picture)).status).toBe(401)
    const member = await aMember()
    await logInBrowser(request, member)
    for (const origin of [undefined, 'null', 'https://evil.example', `${api.origin}.evil.example`]) {
      for (const [raw, type] of [
        [picture, 'image/png'],
        [formOf(picture), FORM['Content-Type']],
      ] as const) {
        const { status } = await put(api, undefined, raw, {
          'Content-Type': type,
          ...(origin ? { Origin: origin } : {}),
        })
        expect([origin, status]).toEqual([origin, 401])
      }
      const { status } = await api.delete(PATH, { headers: origin ? { Origin: origin } : {} })
      expect([origin, status]).toEqual([origin, 401])
    }
    const { access } = await logIn(api, member)
    expect((await api.get('/api/v1/profile', { token: access })).body.avatar_url).toBeNull()
    expect((await put(api, undefined, formOf(picture), { ...FORM, Origin: api.origin })).status).toBe(200)
    expect((await put(api, undefined, picture, { 'Content-Type': 'image/png', Origin: api.origin })).status).toBe(200)
  })

  test('is throttled by account, with the seconds to wait (429)', async ({ bulkApi: api, newLogin }) => {
    const { access } = await newLogin()
    const answers = await Promise.all(Array.from({ length: 31 }, () => put(api, access, Buffer.from('no picture'))))
    const [refused, ...more] = answers.filter(({ status }) => status !== 400)
    expect(more).toEqual([])
    expect([refused?.status, refused?.body.code]).toEqual([429, 'too_many_requests'])
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
  })
})

test.describe(`DELETE ${PATH}`, () => {
  test('takes the picture away, again and again', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const { body } = await put(api, access, await aUniquePicture())
    for (const _ of ['once', 'again']) {
      const { status, bytes } = await api.delete(PATH, { token: access })
      expect([status, bytes.length]).toEqual([204, 0])
    }
    expect((await api.get('/api/v1/profile', { token: access })).body.avatar_url).toBeNull()
    expect((await fetch(body.avatar_url)).status).toBe(404)
  })
})

test.describe('GET /avatars/…', () => {
  test('is for good, for every page, and nothing but a picture (S59)', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const { body } = await put(api, access, await aUniquePicture())
    const response = await fetch(body.avatar_url)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: expect.stringMatching(/^"[\da-f]{64}-256"$/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'cross-origin',
    })
    expect([response.headers.get('set-cookie'), response.headers.get('vary') ?? '']).toEqual([
      null,
      expect.not.stringMatching(/cookie|origin/i),
    ])
    const etag = String(response.headers.get('etag'))
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await fetch(body.avatar_url, { headers: { 'If-None-Match': known } })
      expect([known, again.status, (await again.arrayBuffer()).byteLength]).toEqual([known, 304, 0])
      expect(again.headers.get('etag')).toBe(etag)
    }
    expect((await fetch(body.avatar_url, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
    const head = await fetch(body.avatar_url, { method: 'HEAD' })
    expect([head.status, head.headers.get('etag')]).toEqual([200, etag])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const refused = await fetch(body.avatar_url, { method })
      expect([method, refused.status, refused.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD'])
    }
  })

  test('is 404 for anything else', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const { body } = await put(api, access, await aUniquePicture())
    const known = new URL(body.avatar_url).pathname
    const others = [
      known.replace('-256', '-128'),
      known.replace('-256', '-0256'),
      known.replace('-256', ''),
      known.replace('.webp', '.png'),
      known.replace('.webp', ''),
      known.toUpperCase().replace('/AVATARS/', '/avatars/'),
      known.replace(/[\da-f]{64}/, '0'.repeat(64)),
      known.replace(/[\da-f]{64}/, '..%2f..%2fetc%2fpasswd'),
      known.replace(/[\da-f]{64}/, '%00'),
      `${known}/more`,
      '/avatars/',
      '/avatars',
    ]
    for (const path of others) {
      const response = await fetch(`${api.origin}${path}`, { headers: { Accept: 'application/json' } })
      expect([path, response.status, response.headers.get('cache-control')]).toEqual([
        path,
        404,
        expect.stringContaining('no-store'),
      ])
    }
  })
})

test('the export holds the picture', async ({ api, newLogin }) => {
  const { access } = await newLogin()
  const before = await api.get('/api/v1/profile/export', { token: access })
  expect(Object.keys(unzipSync(before.bytes))).not.toContain('avatar.webp')
  await put(api, access, await aUniquePicture())
  const { bytes } = await api.get('/api/v1/profile/export', { token: access })
  const { format, width } = await sharp(unzipSync(bytes)['avatar.webp']).metadata()
  expect([format, width]).toEqual(['webp', 512])
})
