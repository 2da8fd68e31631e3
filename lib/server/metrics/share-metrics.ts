import cluster, { type Worker } from 'node:cluster'
import { randomUUID } from 'node:crypto'
import { AggregatorRegistry } from 'prom-client'
import { COLLECT, QUESTION } from './process-metrics'

/** As prom-client writes them in JSON, where their type is a word. */
type Metrics = { name: string; type: string }[]
type Message = { type?: string; id?: string; metrics?: Metrics }

/** How long a process may take to tell its numbers. */
const PATIENCE_MILLISECONDS = 1000

/** Those that only ever grow. */
const GROWING = ['counter', 'histogram']

/**
 * Lets any process of the cluster answer a scrape for all of them: called by the primary one, it sums up what each
 * tells. What a process has counted stays in the sum when it ends, or Prometheus would take the fall for a new
 * beginning.
 */
export function shareMetrics(): void {
  const latest = new Map<number, Metrics>()
  let ended: Metrics = []

  cluster.on('message', async (worker, message: Message | null) => {
    if (message?.type !== QUESTION) return
    await Promise.all(runningWorkers().map((asked) => ask(asked, latest)))
    const text = await AggregatorRegistry.aggregate([ended, ...latest.values()]).metrics()
    if (worker.isConnected()) worker.send({ type: QUESTION, id: message.id, text })
  })
  cluster.on('exit', async ({ id }) => {
    const counted = (latest.get(id) ?? []).filter(({ type }) => GROWING.includes(type))
    latest.delete(id)
    const sum: unknown = await AggregatorRegistry.aggregate([ended, counted]).getMetricsAsJSON()
    ended = sum as Metrics
  })
}

/**
 * What a process tells becomes its latest numbers. One that is too busy to answer keeps those that it told before.
 */
function ask(worker: Worker, latest: Map<number, Metrics>): Promise<void> {
  const id = randomUUID()
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer)
      worker.off('message', listen)
      worker.off('exit', settle)
      resolve()
    }
    const timer = setTimeout(settle, PATIENCE_MILLISECONDS)
    const listen = (message: Message | null) => {
      if (message?.type !== COLLECT || message.id !== id) return
      latest.set(worker.id, message.metrics ?? [])
      settle()
    }
    worker.on('message', listen)
    worker.on('exit', settle)
    worker.send({ type: COLLECT, id })
  })
}

function runningWorkers() {
  return Object.values(cluster.workers ?? {}).flatMap((worker) => (worker?.isConnected() ? [worker] : []))
}
