import { collectDefaultMetrics, Gauge, register } from 'prom-client'
import { config } from '@/lib/config/config'
import { hashPool } from '@/lib/passwords/hash-pool'
import { processSingleton } from '@/lib/process-singleton'

/** Watches this process's event loop, memory and hashing queue, where METRICS_TOKEN lets someone ask for it. */
export function startMonitoring(): void {
  if (config().metricsToken === undefined) return
  processSingleton('monitoring', () => {
    collectDefaultMetrics({ register })
    return new Gauge({
      name: 'vestibule_password_hashes',
      help: 'Password hashes in the works: running, and waiting for a thread.',
      labelNames: ['state'],
      collect() {
        const { running, waiting } = hashPool().load()
        this.set({ state: 'running' }, running)
        this.set({ state: 'waiting' }, waiting)
      },
    })
  })
}
