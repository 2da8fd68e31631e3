import { expect, test } from 'vitest'
import { describeFailure } from './describe-failure'

test('a failure is described in the words of the server, in one line of at most 500 characters', () => {
  expect(describeFailure(new Error('Message failed: 550 5.1.1\r\n No such\u0000 user'))).toBe(
    'Message failed: 550 5.1.1 No such user',
  )
  expect(describeFailure(new Error('all work and no play '.repeat(100)))).toHaveLength(500)
  expect(describeFailure('thrown text')).toBe('unknown')
})

test('links, tokens and codes that a server quotes are not kept (S20)', () => {
  const token = 'Zk3v9Qm1x7Lr0cT2bW8yN5hJ4gF6dS_aPqOiUeYtRw'
  const described = describeFailure(
    new Error(
      `554 spam: https://accounts.example.com/reset-password?token=${token} and accounts.example.com?token=${token}, code 480213 or 480 213`,
    ),
  )
  expect(described).toBe('554 spam: [link] and accounts.example.com?token=[…], code […] or […]')
})
