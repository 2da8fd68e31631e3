import { database } from '@/lib/db/database'
import { migrate } from '@/lib/db/migrate'
import { migrationStatus } from '@/lib/db/migrations/migration-status'
import { consume } from '@/lib/rate-limit/limiter'
import { actorOfAccessToken } from '@/lib/tokens/actor-of-access-token'
import { currentSigningKey, verificationKey } from '@/lib/tokens/signing-keys'
import { refreshTokens } from '@/lib/tokens/refresh-tokens'
import { aContext } from './operation-fixtures'

/** What a process of its own can be told to do. */
const OPERATIONS = {
  actor: async (access: string) => (await actorOfAccessToken(access, new Date()))?.userId ?? 'nobody',
  knowsKey: async (argument: string) => {
    const { kid, now } = JSON.parse(argument) as { kid: string; now: string }
    return String((await verificationKey(kid, new Date(now))) !== null)
  },
  signingKey: async () => (await currentSigningKey(new Date())).kid,
  migrate: async (argument: string) => {
    const { url, directory } = JSON.parse(argument) as { url: string; directory: string }
    const applied = await migrate(url, { directory })
    const isReady = (await migrationStatus(url, directory)).every(({ state }) => state === 'applied')
    return JSON.stringify({ applied, isReady })
  },
  /** Notes a time, and tells what it reads of that row and whether the database finds it by the same time. */
  noteTime: async (argument: string) => {
    const { id, lastLoginAt } = JSON.parse(argument) as { id: string; lastLoginAt: string }
    const db = await database()
    await db.user.update({ where: { id }, data: { lastLoginAt } })
    const row = await db.user.findFirst({ where: { id, lastLoginAt }, select: { createdAt: true, lastLoginAt: true } })
    return JSON.stringify(row)
  },
  consume: async (key: string) => String((await consume('login-failure:account', key)).isAllowed),
  refresh: async (refresh: string) => (await refreshTokens({ refresh }, aContext())).refresh,
}

export type ProcessOperation = keyof typeof OPERATIONS
export type ProcessOrder = { operation: ProcessOperation; argument: string; times: number }
export type ProcessReport = { results: string[]; failures: string[] }

/* Started by start-processes.ts: runs the operations it receives, as many at once as requested, and reports. */
process.on('message', async ({ operation, argument, times }: ProcessOrder) => {
  const settled = await Promise.allSettled(Array.from({ length: times }, () => OPERATIONS[operation](argument)))
  const report: ProcessReport = {
    results: settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    failures: settled.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : [])),
  }
  process.send?.(report)
})
process.send?.('ready')
