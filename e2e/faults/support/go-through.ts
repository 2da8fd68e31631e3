import { setTimeout as sleep } from 'node:timers/promises'
import { INSIDES } from '@/e2e/support/insides'
import type { startTemporaryServer } from '../../../scripts/support/temporary-server.mjs'
import { makeAccount } from './account'
import { entryPointsOf, type EntryPoint } from './entry-points'
import type { FaultRun } from './fault'
import { liveMegabytes } from './live-megabytes'
import { startLoad, type Knock } from './load'
import { watchHealth } from './watch-health'

/** S70. */
const LONGEST_ANSWER_MILLISECONDS = 3000
/** After the database is back. */
const LONGEST_RECOVERY_MILLISECONDS = 10_000
/** What may be held in memory more after an outage than before it. */
const MOST_MEGABYTES = 60

type Server = Awaited<ReturnType<typeof startTemporaryServer>>

export type Outage = {
  name: string
  begin: () => unknown
  end?: () => unknown
  /** Reading goes on. */
  shutsWritesOnly?: boolean
  /** Nothing is to be waited for before all may be well again. */
  isOverAtOnce?: boolean
  /** Instead of S70's three seconds, where it is neither down nor frozen. */
  longestAnswerMilliseconds?: number
  /** Instead of ten seconds, after the database is back. */
  longestRecoveryMilliseconds?: number
}

/** Knocks at every kind of door before, during and after an outage, and holds the answers against S70. */
export async function goThrough({ report, isFull }: FaultRun, server: Server, outage: Outage) {
  const {
    name,
    isOverAtOnce = false,
    longestAnswerMilliseconds = LONGEST_ANSWER_MILLISECONDS,
    longestRecoveryMilliseconds = LONGEST_RECOVERY_MILLISECONDS,
  } = outage
  const entryPoints = await entryPointsOf(server.url, await makeAccount(server.url))
  const interval = isFull ? 50 : 100
  const duration = isFull ? 20_000 : 3000
  const usual = await usualMilliseconds(entryPoints, interval, duration)
  const megabytes = await liveMegabytes(server)

  const load = startLoad(entryPoints, interval)
  const health = watchHealth(server.url)
  await sleep(500)
  await outage.begin()
  const begunAt = performance.now()
  if (!isOverAtOnce) await sleep(duration)
  const endedAt = performance.now()
  const grown = (await liveMegabytes(server)) - megabytes
  await outage.end?.()
  // What comes in the first moments afterwards belongs to it where it has no length of its own.
  if (isOverAtOnce) await sleep(LONGEST_ANSWER_MILLISECONDS)
  const stopped = load.stop()
  const { milliseconds: recovery, closed } = await recover(entryPoints)
  const knocks = await stopped
  const { downAt, upAt } = await health.stop()

  const during = knocks.filter((knock) => (isOverAtOnce || knock.startedAt < endedAt) && knock.endedAt > begunAt)
  const within = during.filter((knock) => knock.startedAt > begunAt && knock.endedAt < endedAt)
  const refused = during.filter(({ status }) => status === 503)
  const slowest = Math.max(...during.map((knock) => knock.endedAt - Math.max(knock.startedAt, begunAt)))
  const wrong = during.filter(({ status, entryPoint }) => status !== 503 && status !== entryPoint.usual)
  const open = within.filter(
    ({ status, entryPoint }) => status !== 503 && (entryPoint.writes || !outage.shutsWritesOnly),
  )
  // What a busy machine takes for a request anyway is not the outage's, up to a point: beyond it nothing would be
  // verified.
  const noise = Math.min(usual, LONGEST_ANSWER_MILLISECONDS)
  const bound = longestAnswerMilliseconds + noise
  const readyBound = LONGEST_ANSWER_MILLISECONDS + noise
  const unclear = refused.filter((knock) => !saysSo(knock))

  report.print(
    `${name}: ${during.length} requests in ${isOverAtOnce ? 'the first moments' : `${Math.round((endedAt - begunAt) / 1000)} s`}, ` +
      `${refused.length} answered 503, the slowest after ${Math.round(slowest)} ms ` +
      `(while all is well: ${Math.round(usual)} ms), at most ${load.mostWaiting()} waiting, ${Math.round(grown)} MB more; ` +
      `well again after ${Math.round(recovery)} ms`,
  )
  report.hold(
    `${name}: every request is answered in ${inSeconds(bound)}, which is ${inSeconds(longestAnswerMilliseconds)} and ` +
      `the slowest while all is well`,
    slowest <= bound,
    `${Math.round(slowest)} ms`,
  )
  report.hold(`${name}: with 503 or as always`, wrong.length === 0, listed(wrong))
  report.hold(`${name}: 503 says so, without our insides, and logs nobody out`, unclear.length === 0, listed(unclear))
  report.hold(
    `${name}: well again alone in ${inSeconds(longestRecoveryMilliseconds)}, everybody still logged in`,
    recovery < longestRecoveryMilliseconds,
    `${Math.round(recovery)} ms; ${closed.join(', ')}`,
  )
  if (isOverAtOnce) return
  report.hold(`${name}: no door is open meanwhile`, open.length === 0 && refused.length > 0, listed(open))
  report.hold(`${name}: nothing piles up`, grown < MOST_MEGABYTES, `${Math.round(grown)} MB`)
  if (outage.shutsWritesOnly) return
  report.hold(
    `${name}: /api/health/ready says so in ${inSeconds(readyBound)}`,
    downAt - begunAt < readyBound,
    `${Math.round(downAt - begunAt)} ms`,
  )
  report.hold(
    `${name}: /api/health/ready says within ${inSeconds(longestRecoveryMilliseconds)} that it is over`,
    upAt > endedAt && upAt - endedAt < longestRecoveryMilliseconds,
    `${Math.round(upAt - endedAt)} ms`,
  )
}

/**
 * The same load while all is well: how long the slowest answer takes, on this machine at this moment, once the process
 * is warm.
 */
async function usualMilliseconds(entryPoints: EntryPoint[], interval: number, duration: number): Promise<number> {
  const load = startLoad(entryPoints, interval)
  await sleep(duration / 2)
  const warmAt = performance.now()
  await sleep(duration / 2)
  const knocks = await load.stop()
  return Math.max(...knocks.flatMap(({ startedAt, milliseconds }) => (startedAt > warmAt ? [milliseconds] : [])))
}

/** How long it takes until every door answers as always, one after the other, and which did so last. */
async function recover(entryPoints: EntryPoint[]): Promise<{ milliseconds: number; closed: string[] }> {
  const start = performance.now()
  let closed: string[] = []
  while (performance.now() < start + 3 * LONGEST_RECOVERY_MILLISECONDS) {
    const begunAt = performance.now()
    const shut: string[] = []
    for (const entryPoint of entryPoints) {
      const { status } = await entryPoint.knock()
      if (status !== entryPoint.usual) shut.push(`${entryPoint.name}: ${status}`)
    }
    if (shut.length === 0) return { milliseconds: begunAt - start, closed }
    closed = shut
    await sleep(50)
  }
  return { milliseconds: Infinity, closed }
}

const inSeconds = (milliseconds: number) => `${Number((milliseconds / 1000).toFixed(1))} s`

function saysSo({ headers, text }: Knock): boolean {
  return (
    text.includes('temporarily unavailable') &&
    !INSIDES.test(text) &&
    headers.getSetCookie().length === 0 &&
    headers.has('retry-after')
  )
}

function listed(knocks: Knock[]): string {
  const kinds = knocks.map(({ entryPoint, status, text }) => `${entryPoint.name}: ${status} ${text.slice(0, 60)}`)
  return [...new Set(kinds)].join('; ')
}
