import { openSqlite } from './open-sqlite'

/** Makes every postponed email due now, so that the test need not wait minutes. */
export async function letMailTimePass(databaseUrl: string): Promise<void> {
  const db = await openSqlite(databaseUrl)
  await db.run(
    `UPDATE "OutboxMail" SET "nextAttemptAt" = "createdAt" WHERE "status" = 'pending' AND "leasedUntil" IS NULL`,
  )
  await db.close()
}
