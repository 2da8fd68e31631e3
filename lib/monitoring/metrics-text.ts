import { register } from 'prom-client'
import { databaseMetrics } from './database-metrics'

type Collect = () => Promise<string>

/**
 * All numbers of this server in Prometheus' text format: those of its processes together, and what the database says.
 *
 * @throws Error when the processes of a cluster cannot be asked
 */
export async function metricsText(now: Date): Promise<string> {
  // Set by scripts/support/process-metrics.mjs, which knows of the other processes. Without it there is this one.
  const collect = (globalThis as Record<symbol, unknown>)[Symbol.for('vestibule.collect-metrics')] as Collect | undefined
  const ofProcesses = collect ? collect() : register.metrics()
  const [processes, outbox] = await Promise.all([ofProcesses, databaseMetrics(now)])
  return `${processes.trimEnd()}\n\n${outbox}`
}
