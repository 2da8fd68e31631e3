import { queryDatabase } from '@/lib/testing/query-database'

/**
 * Ends what a killed server had leased, which would wait until the lease has run out: two minutes that need not be
 * waited for. While a server runs, this would send its mails twice.
 */
export async function endMailLeases(databaseUrl: string): Promise<void> {
  await queryDatabase(databaseUrl, `UPDATE "OutboxMail" SET "leasedUntil" = NULL WHERE "status" = 'pending'`)
}
