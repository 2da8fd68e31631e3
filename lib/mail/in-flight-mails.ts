import { processSingleton } from '@/lib/process-singleton'

/**
 * Ids of the mails that this process works on. One whose lease ran out meanwhile, since the database was away and took
 * neither a longer lease nor our record, is not begun a second time here.
 */
export function inFlightMails(): Set<string> {
  return processSingleton('mails-in-hand', () => new Set<string>())
}
