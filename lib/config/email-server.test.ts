import { describe, expect, it } from 'vitest'
import { emailServer } from './email-server'

const problemOf = (text: string) => emailServer.safeParse(text).error?.issues[0]?.message

describe('EMAIL_SERVER', () => {
  it('may be the development inbox', () => expect(emailServer.parse('mailbox:')).toEqual({ kind: 'mailbox' }))

  it.each([
    'smtp://localhost',
    'smtp://mail.example.com:2525/',
    'smtps://ada%40example.com:100%25sure@[::1]:465?tls.rejectUnauthorized=false',
    'smtp://ada:p@w@mail.example.com?requireTLS=false&ignoreTLS=true&name=accounts.example.com',
  ])('may be %s', (url) => expect(emailServer.parse(url)).toEqual({ kind: 'smtp', url }))

  it.each([
    ['mailbox', /^must be smtp:\/\/user/],
    ['smtp:ada:hunter2@host', /^must be smtp:\/\/user/],
    ['http://ada:hunter2@host', /^must be smtp:\/\/user/],
    ['smtp://', /^must be smtp:\/\/user/],
    ['smtp://ada:12#hunter2@host', /special characters in the password as %40/],
    ['smtp://ada:12/hunter2@host', /special characters in the password as %40/],
    ['smtp://ada:12?hunter2@host', /^may have only the parameters/],
    ['smtp://ada:hunter2%sure@host', /% .*written as %25/],
    ['smtp://ada%:hunter2@host', /% .*written as %25/],
    ['smtp://ada:hunter2%ff@host', /% .*written as %25/],
    ['smtp://ada:hunter2@host?requireTls=true', /^may have only the parameters/],
    ['smtp://ada:hunter2@host?requireTLS=1', /as true or false$/],
  ])('may not be %s, and no error contains the password', (text, sentence) => {
    expect(problemOf(text)).toMatch(sentence)
    expect(problemOf(text)).not.toContain('hunter2')
  })
})
