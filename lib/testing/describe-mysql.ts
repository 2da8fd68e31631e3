import { queryDatabase } from './query-database'

/** All that defines a MySQL database's tables, in one text, to hold against another's. The history is left out. */
export async function describeMysql(url: string): Promise<string> {
  const ours = `table_schema = DATABASE() AND table_name <> '_prisma_migrations'`
  const columns = `SELECT table_name, column_name, column_type, is_nullable, column_default, extra, collation_name
    FROM information_schema.columns WHERE ${ours} ORDER BY table_name, column_name`
  const indexes = `SELECT table_name, index_name, non_unique, seq_in_index, column_name
    FROM information_schema.statistics WHERE ${ours} ORDER BY table_name, index_name, seq_in_index`
  const references = `SELECT table_name, constraint_name, unique_constraint_name, referenced_table_name, delete_rule,
      update_rule
    FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE() ORDER BY constraint_name`
  const rows: unknown[][] = []
  for (const sql of [columns, indexes, references]) rows.push(...(await queryDatabase(url, sql)))
  return rows.map((row) => row.map(String).join(' ')).join('\n')
}
