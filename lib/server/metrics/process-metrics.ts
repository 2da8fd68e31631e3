import cluster from 'node:cluster'
import { randomUUID } from 'node:crypto'
import { Histogram, register } from 'prom-client'

/** What the processes of a cluster say to each other about their numbers. */
export const QUESTION = 'vestibule.metrics.question'
export const COLLECT = 'vestibule.metrics.collect'

/** The primary process waits for the others a second itself. */
const PATIENCE_MILLISECONDS = 3000

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const durations = new Histogram({
  name: 'vestibule_http_request_duration_seconds',
  help: 'How long requests took, by the endpoint’s pattern and the class of the status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})

/**
 * Counts a request. Its labels have a bounded number of values, whatever clients send.
 *
 * @param request.route a pattern, not a path
 */
export function observeRequest({
  method,
  route,
  status,
  seconds,
}: {
  method: string
  route: string
  status: number
  seconds: number
}): void {
  const labels = { method: METHODS.has(method) ? method : 'other', route, status: `${Math.floor(status / 100)}xx` }
  durations.observe(labels, seconds)
}

/**
 * The numbers of this server in Prometheus' text format. In a cluster they are those of all its processes together.
 *
 * @throws Error when the primary process does not answer
 */
export function collectMetrics(): Promise<string> {
  if (!cluster.isWorker) return register.metrics()
  const id = randomUUID()
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      clearTimeout(timer)
      process.off('message', listen)
      how()
    }
    const giveUp = () => settle(() => reject(new Error('The primary process did not answer.')))
    const timer = setTimeout(giveUp, PATIENCE_MILLISECONDS)
    const listen = (message: { type?: string; id?: string; text?: string } | null) => {
      if (message?.type === QUESTION && message.id === id) settle(() => resolve(message.text ?? ''))
    }
    process.on('message', listen)
    process.send?.({ type: QUESTION, id })
  })
}

/** Answers the primary process of a cluster when it asks for this process's numbers. */
export function answerPrimaryProcess(): void {
  if (!cluster.isWorker) return
  process.on('message', async (message: { type?: string; id?: string } | null) => {
    if (message?.type !== COLLECT) return
    const metrics = await register.getMetricsAsJSON()
    if (process.connected) process.send?.({ type: COLLECT, id: message.id, metrics })
  })
}
