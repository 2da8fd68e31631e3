import { closeDatabase } from '@/lib/db/close-database'
import { startMailWorker } from '@/lib/mail/mail-worker'

/**
 * Releases what a server process holds, before it ends: emails that are being sent are finished and no other is begun,
 * for at most eight seconds; the database is closed when no request needs it any more (S74).
 *
 * @param requestsEnded resolves when every request is answered
 */
export async function stopProcess(requestsEnded: Promise<void>): Promise<void> {
  await Promise.all([startMailWorker().stop(), requestsEnded])
  await closeDatabase()
}
