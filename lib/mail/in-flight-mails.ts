import { processSingleton } from '@/lib/process-singleton'

/**
 * Ids of the emails that this process is working on. If a lease runs out because the database is unavailable and
 * accepts neither a renewal nor our record, the email is not started a second time here.
 */
export function inFlightMails(): Set<string> {
  return processSingleton('mails-in-hand', () => new Set<string>())
}
