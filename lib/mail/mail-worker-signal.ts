import { processSingleton } from '@/lib/process-singleton'

/** How entry points wake the worker of this process without loading it: `ring` does nothing while none runs. */
export function mailWorkerSignal(): { ring: () => void } {
  return processSingleton('mail-worker-bell', () => ({ ring: () => {} }))
}
