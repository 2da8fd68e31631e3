import { expect, test } from 'vitest'
import type { Actor } from '@/lib/context'
import { accountMark, requireShownFor } from './account-mark'

const actor = (userId: string): Actor => ({ userId, sessionId: 'any', sessionKind: 'browser', role: 'user' })
const otherAccount = expect.objectContaining({ code: 'other_account' })

test('what was shown for an account passes in each of its sessions, whatever it is called by now (S63)', () => {
  for (const sessionId of ['one', 'another']) {
    for (const name of ['', '.ada', '.ada.lovelace', '.عادة']) {
      expect(() => requireShownFor(`${accountMark('a')}${name}`, { ...actor('a'), sessionId })).not.toThrow()
    }
  }
})

test.each([
  undefined,
  null,
  '',
  '.',
  '.ada',
  'a',
  `${accountMark('a')}x.ada`,
  accountMark('b'),
  `.${accountMark('a')}`,
  accountMark('a').slice(0, -1),
])('what says %j is refused in the session of another, and where nobody says for whom (S63)', (shownFor) => {
  expect(() => requireShownFor(shownFor, actor('a'))).toThrow(otherAccount)
})

test('without a session it is for the operation to ask for a login', () => {
  for (const shownFor of [undefined, '', `${accountMark('a')}.ada`])
    expect(() => requireShownFor(shownFor, null)).not.toThrow()
})

test('a mark says no id, and is as wide as a random one', () => {
  const id = '0198c0de-0000-7000-8000-000000000001'
  expect(accountMark(id)).toMatch(/^[\w-]{22}$/)
  expect(id).not.toContain(accountMark(id))
})
