import { register } from 'prom-client'
import { processBridge } from '@/lib/process-bridge'
import { databaseMetrics } from './database-metrics'
import { redisMetrics } from './redis-metrics'

/**
 * All numbers of this server in Prometheus' text format: those of its processes together, what the database
 * says, and whether Redis answers.
 *
 * @throws Error when the processes of a cluster cannot be asked
 */
export async function metricsText(now: Date): Promise<string> {
  // The server in front knows of the other processes. Without it there is this one.
  const ofProcesses = processBridge.server ? processBridge.server.collectMetrics() : register.metrics()
  const [processes, outbox, redis] = await Promise.all([ofProcesses, databaseMetrics(now), redisMetrics()])
  return `${processes.trimEnd()}\n\n${outbox}${redis && `\n${redis}`}`
}
