import { mailWorkerSignal } from './mail-worker-signal'

/** Tells the worker of this process that an email may be due. Called after the commit; costs nothing, never fails. */
export function wakeMailWorker(): void {
  mailWorkerSignal().ring()
}
