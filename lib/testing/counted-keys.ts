import { config } from '@/lib/config/config'
import { databaseFile } from '@/lib/config/database-file'
import { database } from '@/lib/db/database'
import { providerOf } from '@/lib/db/provider'
import { SqliteConnection } from '@/lib/db/sqlite-connection'

/** By what keys is counted, where counts stand with the database. */
export async function countedKeys(): Promise<string[]> {
  const { databaseUrl } = config()
  if (providerOf(databaseUrl) !== 'sqlite') {
    return (await (await database()).rateLimit.findMany({ select: { key: true } })).map(({ key }) => key)
  }
  const file = new SqliteConnection(`${databaseFile(databaseUrl)}.limits`, 1000)
  try {
    return file.run('SELECT "key" FROM "Counter"').rows.map(([key]) => String(key))
  } finally {
    file.close()
  }
}
