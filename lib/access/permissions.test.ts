import { describe, expect, it } from 'vitest'
import { may, ROLES, type Permission } from './permissions'

const ALL: Permission[] = ['users:read', 'users:write', 'audit:read', 'mailbox:read', 'outbox:read']

describe('may', () => {
  it.each([
    ['user', []],
    ['support', ['users:read', 'audit:read']],
    ['admin', ALL],
  ])('grants %s exactly %j', (role, granted) => {
    expect(ALL.filter((permission) => may(role, permission))).toEqual(granted)
  })

  it.each(['', 'Admin', 'root', 'admin ', 'constructor', '__proto__', 'toString'])(
    'grants nothing to the unknown role %j, as an edited database may contain it',
    (role) => {
      expect(ALL.filter((permission) => may(role, permission))).toEqual([])
    },
  )

  it('knows each role', () => expect(ROLES).toEqual(['user', 'support', 'admin']))
})
