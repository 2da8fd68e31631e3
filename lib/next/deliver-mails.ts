import { after } from 'next/server'
import { logError } from '@/lib/log/log-error'
import { deliverDueMails } from '@/lib/mail/deliver-due-mails'
import { wakeMailWorker } from '@/lib/mail/wake-mail-worker'
import { isOnVercel } from './is-on-vercel'

/**
 * Sends the emails that a request has caused: by the worker of this process, or on Vercel, where none keeps running,
 * after the answer. Called after the commit; makes no request slower.
 */
export function deliverMails(): void {
  if (!isOnVercel()) return wakeMailWorker()
  after(() =>
    deliverDueMails().catch((error: unknown) => logError('Mails could not be delivered after a request', error)),
  )
}
