import { openSqlite } from './open-sqlite'

/** Makes every mail due now that was put off: minutes that need not be waited for. */
export function letMailTimePass(databaseUrl: string): Promise<void> {
  return change(databaseUrl, `SET "nextAttemptAt" = "createdAt" WHERE "status" = 'pending' AND "leasedUntil" IS NULL`)
}

/**
 * Ends what a killed server had claimed, which would wait until the lease has run out. While a server runs, this would
 * send its mails twice.
 */
export function endMailLeases(databaseUrl: string): Promise<void> {
  return change(databaseUrl, `SET "leasedUntil" = NULL WHERE "status" = 'pending'`)
}

async function change(databaseUrl: string, what: string) {
  const db = await openSqlite(databaseUrl)
  await db.run(`UPDATE "OutboxMail" ${what}`)
  await db.close()
}
