import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND } from '@/lib/config/durations'
import { logError } from '@/lib/log/log-error'
import { logger } from '@/lib/log/logger'
import { databaseUnavailable, isDatabaseFault, isLockTimeout } from './database-unavailable'
import type { Guard } from './guard-adapter'

/** How long the server may answer nothing at all while something is asked of it. */
const TIMEOUT_MILLISECONDS = 1.5 * SECOND
/** How long a statement may take while others are answered, the wait for a free connection included. */
const LONGEST_STATEMENT = 5 * SECOND
/** How long a new connection and a trifle asked on it may take. */
const PROBE_PATIENCE = SECOND
const PROBE_INTERVAL = SECOND / 2
/** Connections are renewed no more often than this while the server answers: it may be busy, not lost. */
const RENEWAL_INTERVAL = 10 * SECOND

type Server = {
  /** Asks the server a trifle, on a connection of its own. */
  probe: () => Promise<void>
  /** Connections of before may be dead without knowing it: others take their place. */
  renew: () => Promise<void>
}

/**
 * Gives up a statement when the database server has fallen silent, and then asks whether it answers at all. While it
 * does not, every call fails at once, so that requests do not pile up (S70); it is asked again and again until it
 * does. One that is only slow is waited for: an overload is no outage.
 *
 * Where it answers on a new connection and on none of the others, as after a failover, those are given up.
 */
export function watchServer({ probe, renew }: Server): Guard {
  let isDown = false
  let verdict: Promise<boolean> | null = null
  let answeredAt = 0
  let renewedAt = -Infinity
  const interruptions = new Set<() => void>()

  async function doesAnswer(): Promise<boolean> {
    return Promise.race([succeeds(probe()), sleep(PROBE_PATIENCE, false, { ref: false })])
  }

  async function replaceConnections(): Promise<void> {
    if (performance.now() - renewedAt < RENEWAL_INTERVAL) return
    renewedAt = performance.now()
    logger().warn('The database answers on new connections only; they take the place of the others')
    await succeeds(renew())
  }

  /** @param since when what was given up began */
  async function examine(since: number): Promise<void> {
    if (verdict || isDown) return
    verdict = doesAnswer()
    isDown = !(await verdict)
    verdict = null
    if (!isDown) return answeredAt < since ? replaceConnections() : undefined

    logError('The database does not answer; requests are refused until it does', databaseUnavailable())
    for (const interrupt of interruptions) interrupt()
    do await sleep(PROBE_INTERVAL, undefined, { ref: false })
    while (!(await doesAnswer()) || !(await succeeds(renew())))
    isDown = false
    logger().info('The database answers again')
  }

  /** Rejects when the patience is over, or the server was found to be down in the meantime. */
  function limit() {
    const startedAt = performance.now()
    let timer: NodeJS.Timeout | undefined
    let isStopped = false
    let interrupt = () => {}
    const isOver = new Promise<never>((_resolve, reject) => {
      interrupt = () => reject(databaseUnavailable())
      interruptions.add(interrupt)
    })
    function review() {
      if (isStopped) return
      const now = performance.now()
      const end = Math.min(Math.max(startedAt, answeredAt) + TIMEOUT_MILLISECONDS, startedAt + LONGEST_STATEMENT)
      if (now >= end) return interrupt()
      // An answer may be here already, only not read yet, when it was this process that was held up: hence a turn more.
      timer = setTimeout(() => setImmediate(review), end - now)
    }
    review()
    const stop = () => {
      clearTimeout(timer)
      interruptions.delete(interrupt)
      isStopped = true
    }
    return { isOver, stop }
  }

  return async (call, discard) => {
    if (isDown || (verdict && !(await verdict))) throw databaseUnavailable()
    const startedAt = performance.now()
    const { isOver, stop } = limit()
    const work = call()
    let isGivenUp = false
    work.then(
      (result) => (isGivenUp ? discard?.(result) : undefined),
      () => {},
    )
    try {
      const result = await Promise.race([work, isOver])
      answeredAt = performance.now()
      return result
    } catch (error) {
      isGivenUp = true
      if (!isDatabaseFault(error)) {
        answeredAt = performance.now()
        throw isLockTimeout(error) ? databaseUnavailable(error) : error
      }
      void examine(startedAt)
      throw databaseUnavailable(error)
    } finally {
      stop()
    }
  }
}

function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}
