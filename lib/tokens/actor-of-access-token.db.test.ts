import { afterAll, beforeAll, expect, test } from 'vitest'
import { aContext, aUser } from '@/lib/testing/operation-fixtures'
import { startProcesses } from '@/lib/testing/start-processes'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { revokeSession } from '@/lib/sessions/revoke-session'
import { startSession } from '@/lib/sessions/start-session'
import { issueTokens } from './issue-tokens'

/*
 * Two processes beside this one that know a token already: what is done here must bite there at the next request.
 */
let processes: Awaited<ReturnType<typeof startProcesses>>
beforeAll(async () => {
  processes = await startProcesses(2)
}, 60_000)
afterAll(() => processes.stop())

async function aLogin() {
  const user = await aUser()
  const ctx = aContext()
  const session = await transaction((tx) => startSession(tx, { userId: user.id, kind: 'api', amr: ['pwd'] }, ctx))
  const { access } = await issueTokens(session, ctx.now)
  const actors = async () => (await processes.tell({ operation: 'actor', argument: access, times: 1 })).results
  expect(await actors()).toEqual([user.id, user.id])
  return { user, session, actors }
}

test('a user who is disabled by one process is nobody to the others at once (S33)', async () => {
  const { user, actors } = await aLogin()
  const db = await database()
  await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() }, select: { id: true } })
  expect(await actors()).toEqual(['nobody', 'nobody'])
})

test('a session that is ended by one process opens nothing in the others (S32, S33)', async () => {
  const { user, session, actors } = await aLogin()
  const actor = { userId: user.id, sessionId: session.sessionId, sessionKind: 'api', role: 'user' } as const
  await revokeSession({ id: session.sessionId }, aContext({ actor }))
  expect(await actors()).toEqual(['nobody', 'nobody'])
})

test('a user who is deleted by one process is nobody to the others at once (S33)', async () => {
  const { user, actors } = await aLogin()
  await (await database()).user.delete({ where: { id: user.id }, select: { id: true } })
  expect(await actors()).toEqual(['nobody', 'nobody'])
})
