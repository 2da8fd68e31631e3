import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE, SECOND } from '@/lib/config/durations'
import { logError } from '@/lib/log/log-error'
import { processSingleton } from '@/lib/process-singleton'
import { deliverNextMail, type DeliveryOutcome } from './deliver-next-mail'
import { mailWorkerSignal } from './mail-worker-signal'
import { configuredTransport } from './transports/configured-transport'

/** Finds emails that nothing announced: of other processes, postponed ones, those that waited for their turn. */
const POLL_INTERVAL = 2 * SECOND
/** Emails delivered at once, so that a slow one does not hold up the others. */
const MAX_LANES = 4
/** After the database or the mail server failed us. */
const PAUSE_MILLISECONDS = 5 * SECOND
/**
 * Longer than other workers take to record what they delivered while the database was unavailable: the leases may have
 * run out by then, and a worker that took one over would send the email a second time.
 */
const TAKEOVER_PAUSE = 15 * SECOND
const STOP_TIMEOUT = 8 * SECOND

export type MailWorker = {
  /** Takes on no further mail, and resolves when those on their way are delivered: after eight seconds in any case. */
  stop(): Promise<void>
}

/**
 * Starts the delivery of emails in this process, unless it runs already. It survives failures of the database and of
 * the mail server, and keeps no process alive.
 *
 * @param pollInterval in milliseconds: how often it looks for emails that nothing announced
 * @param pause in milliseconds: how long it rests after a failure of the database or the mail server
 */
export function startMailWorker({ pollInterval = POLL_INTERVAL, pause = PAUSE_MILLISECONDS } = {}): MailWorker {
  const place = processSingleton('mail-worker', () => ({ worker: null as MailWorker | null }))
  return (place.worker ??= runWorker({ pollInterval, pause, onStop: () => (place.worker = null) }))
}

type RunWorker = { pollInterval: number; pause: number; onStop: () => void }

function runWorker({ pollInterval, pause, onStop }: RunWorker): MailWorker {
  const lanes = new Set<Promise<void>>()
  const report = reporter()
  let isStopping = false
  let pausedUntil = 0
  let takesOverAt = 0

  /** One lane suffices while nothing is due; each that finds an email opens the next. */
  function openLane() {
    if (isStopping || lanes.size >= MAX_LANES || Date.now() < pausedUntil) return
    const lane = runLane().finally(() => lanes.delete(lane))
    lanes.add(lane)
  }

  async function runLane() {
    try {
      while (!isStopping) {
        const outcome = await deliverNextMail({
          clock: () => new Date(),
          onLease: openLane,
          takesOver: Date.now() >= takesOverAt,
        })
        if (outcome.kind === 'none') return
        report(outcome)
        if (outcome.kind === 'unavailable') return rest()
      }
    } catch (error) {
      report({ kind: 'broken', error })
      takesOverAt = Date.now() + TAKEOVER_PAUSE
      rest()
    }
  }

  function rest() {
    pausedUntil = Date.now() + pause
  }

  const bell = mailWorkerSignal()
  const poll = setInterval(openLane, pollInterval)
  poll.unref()
  bell.ring = openLane
  openLane()

  async function stop() {
    isStopping = true
    clearInterval(poll)
    bell.ring = () => {}
    onStop()
    await Promise.race([Promise.all(lanes), sleep(STOP_TIMEOUT, undefined, { ref: false })])
    configuredTransport().close()
  }

  return { stop }
}

/**
 * Logs what an operator needs to know: each email that is postponed or failed, and once a minute that nothing can be
 * sent.
 */
function reporter() {
  let silentUntil = 0
  return (outcome: DeliveryOutcome | { kind: 'broken'; error: unknown }) => {
    if (outcome.kind === 'none' || outcome.kind === 'delivered') return
    if (outcome.kind === 'failed' || outcome.kind === 'postponed') {
      const { id: mailId, kind: mailKind, attempts } = outcome.mail
      const event = outcome.kind === 'failed' ? 'An email failed for good' : 'An email was postponed'
      return logError(event, outcome.error, { mailId, mailKind, attempts: String(attempts) })
    }
    if (Date.now() < silentUntil) return
    silentUntil = Date.now() + MINUTE
    const event = outcome.kind === 'broken' ? 'The mail worker failed' : 'The mail server cannot be used; emails wait'
    logError(event, outcome.error)
  }
}
