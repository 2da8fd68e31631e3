import { PrismaLibSql } from '@prisma/adapter-libsql'

/** A look into a server's SQLite file, from beside it. */
export async function openSqlite(databaseUrl: string) {
  const connection = await new PrismaLibSql({ url: databaseUrl, timeout: 10_000 }).connect()
  const query = (sql: string) => ({ sql, args: [], argTypes: [] })
  const rows = async (sql: string) => (await connection.queryRaw(query(sql))).rows
  return {
    rows,
    run: (sql: string) => connection.executeRaw(query(sql)),
    close: () => connection.dispose(),
  }
}
