import { expect, it } from 'vitest'
import type { Actor, Context } from '@/lib/context'
import { requireActor } from './require-actor'

it('returns the actor, and refuses a context without one', () => {
  const actor = { userId: 'a', sessionId: 'b', role: 'user' } as Actor
  expect(requireActor({ actor } as Context)).toBe(actor)
  expect(() => requireActor({ actor: null } as Context)).toThrow(expect.objectContaining({ code: 'not_authenticated' }))
})
