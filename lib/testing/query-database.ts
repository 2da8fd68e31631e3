import { createAdapter } from '@/lib/db/create-adapter'
import { providerOf } from '@/lib/db/provider'

/** The rows of a statement in standard SQL, run on a database beside the product's own connection. */
export async function queryDatabase(url: string, sql: string): Promise<unknown[][]> {
  const connection = await (await createAdapter(url, { maxConnections: 1 })).connect()
  try {
    return (await connection.queryRaw({ sql: inSqlOf(url, sql), args: [], argTypes: [] })).rows
  } finally {
    await connection.dispose()
  }
}

/** MySQL quotes names in its own way. */
export function inSqlOf(url: string, sql: string): string {
  return providerOf(url) === 'mysql' ? sql.replaceAll('"', '`') : sql
}
