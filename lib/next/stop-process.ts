import { closeDatabase } from '@/lib/db/close-database'
import { startMailWorker } from '@/lib/mail/mail-worker'

/**
 * Leaves what a server process holds, before it ends: mails on their way are delivered and no other is begun, at most
 * for eight seconds; the database is left when no request needs it any more (S74).
 *
 * @param requestsEnded resolves when every request is answered
 */
export async function stopProcess(requestsEnded: Promise<void>): Promise<void> {
  await Promise.all([startMailWorker().stop(), requestsEnded])
  await closeDatabase()
}
