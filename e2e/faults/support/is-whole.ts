import { openSqlite } from './open-sqlite'

/** Whether a SQLite file is neither torn nor half: every page in its place, every row that another one names there. */
export async function isWhole(databaseUrl: string): Promise<boolean> {
  const db = await openSqlite(databaseUrl)
  try {
    const [integrity] = await db.rows('PRAGMA integrity_check')
    return integrity?.[0] === 'ok' && (await db.rows('PRAGMA foreign_key_check')).length === 0
  } finally {
    await db.close()
  }
}
