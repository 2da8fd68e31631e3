import { expect, test } from 'vitest'
import { matchesPath } from './matches-path'

test.each([
  ['/token', '/token', true],
  ['/token', '/token/', true],
  ['/token', '/Token', true],
  ['/users/:id', '/USERS/aB', true],
  ['/users/:id', '/users', false],
  ['/users/:id', '/users/a/b', false],
  ['/token', '/tokens', false],
])('of %s, %s is one: %s', (pattern, pathname, isOne) => {
  expect(matchesPath(pattern, pathname)).toBe(isOne)
})
