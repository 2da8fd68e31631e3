import { mailWorkerSignal } from './mail-worker-signal'

/**
 * Tells the worker of this process that a mail may be due. To be called after the commit; costs nothing, never fails.
 */
export function wakeMailWorker(): void {
  mailWorkerSignal().ring()
}
