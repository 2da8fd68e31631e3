import { expect, test } from 'vitest'
import { smtpOptions } from './smtp-options'

const APP_URL = 'https://accounts.example.com'

test('an smtp address is host, port and credentials, decoded', () => {
  expect(smtpOptions('smtp://us%40er:p%3Aa%2Fss@mail.example.com:2525', APP_URL)).toMatchObject({
    host: 'mail.example.com',
    port: 2525,
    secure: false,
    auth: { user: 'us@er', pass: 'p:a/ss' },
    name: 'accounts.example.com',
  })
})

test('a missing port has the usual default; smtps is TLS from the first byte', () => {
  expect(smtpOptions('smtp://mail.example.com', APP_URL)).toMatchObject({
    port: 587,
    secure: false,
    auth: undefined,
    requireTLS: false,
  })
  expect(smtpOptions('smtps://mail.example.com', APP_URL)).toMatchObject({ port: 465, secure: true })
})

test('a password goes to another machine over checked TLS only, unless the settings say otherwise', () => {
  expect(smtpOptions('smtp://u:p@mail.example.com', APP_URL)).toMatchObject({
    requireTLS: true,
    tls: { rejectUnauthorized: true },
  })
  expect(
    smtpOptions('smtp://u:p@mail.example.com?requireTLS=false&tls.rejectUnauthorized=false', APP_URL),
  ).toMatchObject({
    requireTLS: false,
    tls: { rejectUnauthorized: false },
  })
})

test.each(['smtp://u:p@localhost', 'smtp://u:p@127.0.0.1:1025', 'smtp://u:p@[::1]:1025'])(
  'a server on this machine needs no TLS and no bought certificate: %s',
  (url) => expect(smtpOptions(url, APP_URL)).toMatchObject({ requireTLS: false, tls: { rejectUnauthorized: false } }),
)

test('a host that only begins like this machine is another one', () => {
  expect(smtpOptions('smtp://u:p@127.0.0.1.evil.example', APP_URL)).toMatchObject({
    requireTLS: true,
    tls: { rejectUnauthorized: true },
  })
})

test('no answer is waited for longer than ten seconds (S71)', () => {
  const { dnsTimeout, connectionTimeout, greetingTimeout, socketTimeout } = smtpOptions(
    'smtp://mail.example.com',
    APP_URL,
  )
  expect([dnsTimeout, connectionTimeout, greetingTimeout, socketTimeout]).toEqual([10_000, 10_000, 10_000, 10_000])
})
