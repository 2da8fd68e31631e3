import { describe, expect, it } from 'vitest'
import { databaseUrl } from './database-url'

const problemOf = (text: string) => databaseUrl.safeParse(text).error?.issues[0]?.message

describe('DATABASE_URL', () => {
  it.each([
    'file:./data/vestibule.db',
    'file:/srv/our data/100%25.db',
    'file:///srv/vestibule.db',
    'postgres://ada:secret@db.example.com/accounts',
    'postgresql://ada:p%40ss@db.example.com:5432/accounts?sslmode=verify-full',
    'postgresql:///accounts?host=/var/run/postgresql',
    'mysql://ada:secret@db.example.com/accounts',
    'mariadb://ada:secret@[::1]:3306/accounts?ssl=true&connectionLimit=5',
  ])('may be %s', (text) => expect(databaseUrl.parse(text)).toBe(text))

  it.each([
    ['vestibule.db', /^must be file:/],
    ['file:', /^must be file:/],
    ['file://host/vestibule.db', /^must be file:/],
    ['file:vestibule.db?mode=ro', /without options/],
    ['file:vestibule#1.db', /without options/],
    ['file:100%.db', /without options/],
    ['sqlite:./vestibule.db', /^must be file:/],
    ['postgres:ada:hunter2@host/accounts', /^must be file:/],
    ['mongodb://ada:hunter2@host/accounts', /^must be file:/],
    ['postgresql://ada:hunter2@host:5432', /name of the database is missing/],
    ['mysql://ada:hunter2@host/', /name of the database is missing/],
    ['mysql:///accounts', /host is missing/],
    ['mysql://ada:hunter2%sure@host/accounts', /% .*written as %25/],
    ['postgresql://ada:hunter2%ff@host/accounts', /% .*written as %25/],
    ['postgresql://ada:hun/ter2@host:54x32/accounts', /special characters in the password as %40/],
  ])('may not be %s, and no error contains the password', (text, sentence) => {
    expect(problemOf(text)).toMatch(sentence)
    expect(problemOf(text)).not.toMatch(/hunter2|hun\/ter2/)
  })

  it.each([
    'sslmode=require',
    'ssl=1',
    'ssl={"rejectUnauthorized":true}',
    'ssl-mode=REQUIRED',
    'sslaccept=strict',
    'tls=true',
  ])('refuses TLS options that MySQL’s driver would ignore: %s', (option) =>
    expect(problemOf(`mysql://ada:secret@host/accounts?${option}`)).toMatch(/^must say \?ssl=true/),
  )
})
