import { openSqlite } from './open-sqlite'

/** Makes every mail due now that was put off: minutes that need not be waited for. */
export async function letMailTimePass(databaseUrl: string): Promise<void> {
  const db = await openSqlite(databaseUrl)
  await db.run(
    `UPDATE "OutboxMail" SET "nextAttemptAt" = "createdAt" WHERE "status" = 'pending' AND "leasedUntil" IS NULL`,
  )
  await db.close()
}
