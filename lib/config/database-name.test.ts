import path from 'node:path'
import { expect, test } from 'vitest'
import { databaseName } from './database-name'

test.each([
  ['file:./data/vestibule.db', path.resolve('data/vestibule.db')],
  ['postgresql://ada:hunter2@db.example.com:5432/accounts?sslmode=verify-full', 'accounts on db.example.com:5432'],
  ['postgresql:///accounts?host=/var/run/postgresql', 'accounts on this machine'],
  ['mysql://ada:hunter2@[::1]/accounts', 'accounts on [::1]'],
])('names the database of %s as %s', (url, name) => expect(databaseName(url)).toBe(name))
