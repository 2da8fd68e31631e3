import { queryDatabase } from '@/lib/testing/query-database'

/**
 * Ends the leases of a killed server, so that the test need not wait two minutes for them. While a server runs, this
 * would send its emails twice.
 */
export async function endMailLeases(databaseUrl: string): Promise<void> {
  await queryDatabase(databaseUrl, `UPDATE "OutboxMail" SET "leasedUntil" = NULL WHERE "status" = 'pending'`)
}
