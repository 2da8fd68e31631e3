import { register } from 'prom-client'
import { databaseMetrics } from './database-metrics'
import { redisMetrics } from './redis-metrics'

type Collect = () => Promise<string>

/**
 * All numbers of this server in Prometheus' text format: those of its processes together, what the database
 * says, and whether Redis answers.
 *
 * @throws Error when the processes of a cluster cannot be asked
 */
export async function metricsText(now: Date): Promise<string> {
  // Set by scripts/support/process-metrics.mjs, which knows of the other processes. Without it there is this one.
  const collect = (globalThis as Record<symbol, unknown>)[Symbol.for('vestibule.collect-metrics')] as Collect | undefined
  const ofProcesses = collect ? collect() : register.metrics()
  const [processes, outbox, redis] = await Promise.all([ofProcesses, databaseMetrics(now), redisMetrics()])
  return `${processes.trimEnd()}\n\n${outbox}${redis && `\n${redis}`}`
}
