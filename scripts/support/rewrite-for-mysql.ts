import { REVIEW_MARK } from '@/lib/db/migrations/read-migrations'

const TYPES: [postgresql: RegExp, mysql: string][] = [
  [/^(VARCHAR|CHAR)\((\d+)\)/, '$1($2)'],
  [/^TEXT\b/, 'TEXT'],
  [/^CITEXT\b/, 'MEDIUMTEXT'],
  [/^TIMESTAMP\(3\)/, 'DATETIME(3)'],
  [/^JSONB\b/, 'JSON'],
  [/^DOUBLE PRECISION\b/, 'DOUBLE'],
  [/^DECIMAL\(65,30\)/, 'DECIMAL(65,30)'],
  [/^BYTEA\b/, 'LONGBLOB'],
  [/^(INTEGER|BIGINT|BOOLEAN)\b/, '$1'],
]
/** Texts of unbounded length, which have no default on every MySQL. */
const WITHOUT_DEFAULT = /^(TEXT|MEDIUMTEXT|JSON|LONGBLOB)\b.*DEFAULT/

const TABLE_OPTIONS = 'DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'

/** Schemas from nothing, as Prisma's engine writes them for PostgreSQL. */
type Schemas = { before: string; after: string }
type Rewritten = { sql: string; review?: string }

/**
 * What Prisma wrote for PostgreSQL, for MySQL and MariaDB. What cannot be rewritten, or could harm rows that are there,
 * is marked for review: such a migration is not run until a person has taken the marks out.
 *
 * @param options.script leads from the schema `before` to the one `after`
 */
export function rewriteForMysql({ script, ...schemas }: Schemas & { script: string }): string {
  return blocksOf(script)
    .map(({ comment, statement }) => {
      const rewritten = rewrite(statement, schemas)
      const review = rewritten ? rewritten.review : 'this is what PostgreSQL is told: write it by hand.'
      const marks = review ? [`${REVIEW_MARK} ${review}`] : []
      const lines = rewritten ? [`${rewritten.sql};`] : statement.split('\n').map((line) => `-- ${line}`)
      return [comment, ...marks, ...lines].join('\n')
    })
    .join('\n\n')
}

/** Prisma writes a comment, a statement, an empty line. */
function blocksOf(script: string) {
  return script.split(/\n\n(?=-- )/).map((block) => {
    const [comment = '', ...lines] = block.trim().split('\n')
    return { comment, statement: lines.join('\n').replace(/;$/, '') }
  })
}

function rewrite(statement: string, schemas: Schemas): Rewritten | null {
  // Within a text a backslash means something else to MySQL.
  if (statement.includes('\\')) return null
  const rewritten =
    createTable(statement) ?? alterTable(statement, schemas) ?? dropIndex(statement, schemas) ?? sameInBoth(statement)
  return rewritten && { ...rewritten, sql: backtick(rewritten.sql) }
}

function createTable(statement: string): Rewritten | null {
  const [, table, lines] = /^CREATE TABLE "(\w+)" \(\n([\s\S]*)\n\)$/.exec(statement) ?? []
  if (!table || !lines) return null
  const rewritten = lines.split(/,\n+/).map((line) => rewriteTableLine(line.trim()))
  if (rewritten.includes(null)) return null
  return { sql: `CREATE TABLE "${table}" (\n    ${rewritten.join(',\n    ')}\n) ${TABLE_OPTIONS}` }
}

function alterTable(statement: string, { after }: Schemas): Rewritten | null {
  const [, table, clauses] = /^ALTER TABLE "(\w+)" ([\s\S]*)$/.exec(statement) ?? []
  if (!table || !clauses) return null
  // Several changes of a column are one MODIFY.
  const rewritten = [...new Set(clauses.split(/,\n/).map((clause) => rewriteClause(table, clause.trim(), after)))]
  if (rewritten.includes(null)) return null
  const isModified = rewritten.some((clause) => clause?.startsWith('MODIFY'))
  return {
    sql: `ALTER TABLE "${table}" ${rewritten.join(',\n    ')}`,
    ...(isModified && {
      review: 'MODIFY sets a column anew. Do the rows that are there fit it? If not, change them first.',
    }),
  }
}

function dropIndex(statement: string, { before }: Schemas): Rewritten | null {
  const [, index] = /^DROP INDEX "(\w+)"$/.exec(statement) ?? []
  const [, table, column] = new RegExp(`INDEX "${index}" ON "(\\w+)"\\("(\\w+)"`).exec(before) ?? []
  if (!index || !table) return null
  const isForReference = new RegExp(`ALTER TABLE "${table}" .* FOREIGN KEY \\("${column}"`).test(before)
  return {
    sql: `${statement} ON "${table}"`,
    ...(isForReference && { review: `a foreign key needs an index of ${column}: make the new one before.` }),
  }
}

function sameInBoth(statement: string): Rewritten | null {
  const isSame = /^(CREATE (UNIQUE )?INDEX "\w+" ON "\w+"\(["\w, ]+\)|DROP TABLE "\w+")$/.test(statement)
  return isSame ? { sql: statement } : null
}

/** A column or the primary key of a new table. */
function rewriteTableLine(line: string): string | null {
  const key = /^CONSTRAINT "\w+" (PRIMARY KEY \(["\w, ]+\))$/.exec(line)
  return key ? `${key[1]}` : rewriteColumn(line)
}

function rewriteClause(table: string, clause: string, after: string): string | null {
  const column = /^ADD COLUMN\s+(.*)$/.exec(clause)
  if (column) {
    const definition = rewriteColumn(String(column[1]))
    return definition && `ADD COLUMN ${definition}`
  }
  const changed = /^ALTER COLUMN "(\w+)"/.exec(clause)
  if (changed) {
    const definition = rewriteColumn(columnOf(after, table, String(changed[1])))
    return definition && `MODIFY ${definition}`
  }
  if (/^DROP CONSTRAINT "\w+_fkey"$/.test(clause)) return clause.replace('CONSTRAINT', 'FOREIGN KEY')
  return /^(DROP COLUMN "\w+"|ADD CONSTRAINT "\w+" FOREIGN KEY .*)$/.test(clause) ? clause : null
}

/** `"name" TYPE NOT NULL DEFAULT …`, with NULL said where it is meant, as Prisma does for MySQL. */
function rewriteColumn(definition: string): string | null {
  const [, name = '', rest = ''] = /^("\w+") (.*)$/.exec(definition) ?? []
  const type = TYPES.find(([pattern]) => pattern.test(rest))
  if (!type) return null
  let rewritten = rest.replace(...type).replace('DEFAULT CURRENT_TIMESTAMP', 'DEFAULT CURRENT_TIMESTAMP(3)')
  if (WITHOUT_DEFAULT.test(rewritten)) return null
  if (!rewritten.includes('NOT NULL')) rewritten = rewritten.replace(/( DEFAULT|$)/, ' NULL$1')
  return `${name} ${rewritten}`
}

/** A column as the whole new schema defines it. */
function columnOf(schema: string, table: string, column: string): string {
  const [, columns = ''] = new RegExp(`CREATE TABLE "${table}" \\(\\n([\\s\\S]*?)\\n\\)`).exec(schema) ?? []
  return (
    columns
      .split(/,\n+/)
      .map((line) => line.trim())
      .find((line) => line.startsWith(`"${column}" `)) ?? ''
  )
}

/** A name's quotes, never those within a text. */
function backtick(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|"(\w+)"/g, (token, name?: string) => (name ? `\`${name}\`` : token))
}
