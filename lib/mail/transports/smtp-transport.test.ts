import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startSmtpServer } from '@/lib/testing/smtp-server'
import type { OutgoingMail } from './mail-transport'
import { smtpOptions } from './smtp-options'
import { smtpTransport } from './smtp-transport'

const APP_URL = 'https://accounts.example.com'
const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function aServer(...parameters: Parameters<typeof startSmtpServer>) {
  const server = await startSmtpServer(...parameters)
  cleanUps.push(() => server.stop())
  return server
}

/** With timeouts of a fraction of a second, for tests that wait for them. */
/** Far more patient than any answer needs, by default: what is not about silence does not hear it. */
function transportTo(url: string, timeouts: { greetingTimeout?: number; socketTimeout?: number } = {}) {
  const patient = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 20_000 }
  const transport = smtpTransport(
    { ...smtpOptions(url, APP_URL), ...patient, ...timeouts },
    'Accounts <accounts@example.com>',
  )
  cleanUps.push(() => transport.close())
  return transport
}

let count = 0
const aMail = (overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  to: 'ada@example.com',
  messageId: `<${++count}@accounts.example.com>`,
  createdAt: new Date('2026-11-22T14:05:09.000Z'),
  subject: 'Verify your email address',
  html: '<p>Grüße, <b>480213</b></p>',
  text: 'Grüße, 480213',
  ...overrides,
})

test('an email arrives with both parts, its own Message-ID and date, and no other recipient', async () => {
  const server = await aServer()
  const mail = aMail()
  expect(await transportTo(server.url).send(mail)).toBeNull()
  expect(server.mails).toHaveLength(1)
  expect(server.mails[0]).toMatchObject({
    envelope: { from: 'accounts@example.com', to: ['ada@example.com'] },
    from: { name: 'Accounts', address: 'accounts@example.com' },
    to: [{ address: 'ada@example.com' }],
    subject: mail.subject,
    messageId: mail.messageId,
    date: '2026-11-22T14:05:09.000Z',
  })
  expect(server.mails[0]?.html?.trim()).toBe(mail.html)
  expect(server.mails[0]?.text?.trim()).toBe(mail.text)
  expect(server.mails[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
})

test('emails in a row share a connection, and closing ends it', async () => {
  const server = await aServer()
  const transport = transportTo(server.url)
  for (let mails = 0; mails < 5; mails++) await transport.send(aMail())
  expect(server.connectionCount()).toBe(1)
  transport.close()
  await transport.send(aMail())
  expect(server.connectionCount()).toBe(2)
  expect(server.mails).toHaveLength(6)
})

test('a kept connection that the server has closed is replaced, and the email arrives once', async () => {
  const server = await aServer({}, { socketTimeout: 200 })
  const transport = transportTo(server.url)
  await transport.send(aMail())
  await expect.poll(() => server.openConnections()).toBe(0)
  await transport.send(aMail())
  expect(server.connectionCount()).toBe(2)
  expect(server.mails).toHaveLength(2)
})

test('a kept connection that the server closes at the next mail is replaced, and the email arrives once', async () => {
  let mailCount = 0
  const server = await aServer(
    {},
    {
      onMailFrom: (_address, _session, done) =>
        ++mailCount === 2 ? done(Object.assign(new Error('Closing'), { responseCode: 421 })) : done(),
    },
  )
  const transport = transportTo(server.url)
  await transport.send(aMail())
  await transport.send(aMail())
  expect(server.connectionCount()).toBe(2)
  expect(server.mails).toHaveLength(2)
})

test.each([
  [550, 'refused'],
  [451, 'later'],
])('a recipient answered with %i is %s', async (code, kind) => {
  const server = await aServer({ toRecipient: () => ({ code, text: 'Sorry' }) })
  await expect(transportTo(server.url).send(aMail())).rejects.toMatchObject({ kind, code: String(code) })
})

test.each([
  [554, 'refused'],
  [452, 'later'],
])('an email answered with %i is %s', async (code, kind) => {
  const server = await aServer({ toMessage: () => ({ code, text: 'Sorry' }) })
  await expect(transportTo(server.url).send(aMail())).rejects.toMatchObject({ kind, code: String(code) })
})

test('a refused sender, a refused login and a missing server are no fault of the email: nothing is given up (S71)', async () => {
  const sender = await aServer(
    {},
    { onMailFrom: (_address, _session, done) => done(Object.assign(new Error('No'), { responseCode: 553 })) },
  )
  const login = await aServer(
    {},
    { onAuth: (_auth, _session, done) => done(new Error('Invalid')), allowInsecureAuth: true },
  )
  const missing = await aServer()
  await missing.stop()
  await expect(transportTo(sender.url).send(aMail())).rejects.toMatchObject({ kind: 'unavailable', code: '553' })
  await expect(transportTo(login.url.replace('//', '//user:wrong@')).send(aMail())).rejects.toMatchObject({
    kind: 'unavailable',
    code: '535',
  })
  await expect(transportTo(missing.url).send(aMail())).rejects.toMatchObject({ kind: 'unavailable' })
})

test.each([
  [530, '5.7.0 Authentication required', 'unavailable'],
  [554, '5.7.1 <ada@example.com>: Relay access denied', 'later'],
])(
  'a server that refuses us only at the recipient, %i %s, refuses no email for good (S71)',
  async (code, text, kind) => {
    const server = await aServer({ toRecipient: () => ({ code, text }) })
    await expect(transportTo(server.url).send(aMail())).rejects.toMatchObject({ kind, code: String(code) })
  },
)

test('a server that takes the connection and says nothing is given up as not there (S71)', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => silent.close())
  const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`
  await expect(transportTo(url, { greetingTimeout: 300 }).send(aMail())).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'ETIMEDOUT',
  })
})

test('a server that falls silent before it has the email is given up soon (S71)', async () => {
  const server = await aServer({ toRecipient: () => 'silence' })
  await expect(transportTo(server.url, { socketTimeout: 1000 }).send(aMail())).rejects.toMatchObject({
    kind: 'later',
    code: 'ETIMEDOUT',
  })
})

test('a server that is slow to answer once it has the email is waited for, or the email would come twice (S71)', async () => {
  const server = await aServer({ toMessage: () => ({ delayMilliseconds: 2000 }) })
  await transportTo(server.url, { socketTimeout: 1000 }).send(aMail())
  expect(server.mails).toHaveLength(1)
})

test('a kept connection that breaks once the email may have arrived is no reason to send it again at once (S71)', async () => {
  let mailCount = 0
  const server = await aServer({ toMessage: () => (++mailCount === 2 ? { code: 421, text: 'Going down' } : undefined) })
  const transport = transportTo(server.url)
  await transport.send(aMail())
  await expect(transport.send(aMail())).rejects.toMatchObject({ kind: 'later', code: '421' })
  expect(server.mails).toHaveLength(1)
})

test('a certificate made by hand is taken on this machine, and the login works over its TLS', async () => {
  const users: (string | undefined)[] = []
  const server = await aServer(
    {},
    {
      disabledCommands: [],
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        users.push(username)
        done(password === 'p@ss' ? null : new Error('Invalid'), { user: username })
      },
    },
  )
  await transportTo(server.url.replace('//', '//ada:p%40ss@')).send(aMail())
  expect(users).toEqual(['ada'])
  expect(server.mails).toHaveLength(1)
})

test.each([
  'a@example.com,b@evil.example',
  'a@example.com\r\nRCPT TO:<b@evil.example>',
  'a@example.com\nBcc: b@evil.example',
])('a recipient that is not one mailbox reaches no server, even from an edited row (S58): %j', async (to) => {
  const server = await aServer()
  await expect(transportTo(server.url).send(aMail({ to }))).rejects.toMatchObject({ kind: 'refused' })
  expect(server.connectionCount()).toBe(0)
})

test('a line break in a subject makes no header (S58)', async () => {
  const server = await aServer()
  await transportTo(server.url).send(aMail({ subject: 'Hello\r\nBcc: b@evil.example\r\n\r\nbody' }))
  expect(server.mails[0]?.envelope.to).toEqual(['ada@example.com'])
  expect(server.mails[0]?.raw).not.toMatch(/^Bcc:/im)
})
