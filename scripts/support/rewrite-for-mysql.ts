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

type Script = {
  /** From the old schema to the new one, as Prisma's engine writes it for PostgreSQL. */
  script: string
  /** The whole old schema, and the whole new one, from nothing. */
  before: string
  after: string
}

/**
 * What Prisma wrote for PostgreSQL, for MySQL and MariaDB. What cannot be rewritten, or could harm rows that are
 * there, is marked for review: such a migration is not run until a person has taken the marks out.
 */
export function rewriteForMysql({ script, before, after }: Script): string {
  return blocksOf(script)
    .map(({ comment, statement }) => {
      const { sql, review } = rewrite(statement, before, after)
      const marks = review.map((reason) => `${REVIEW_MARK} ${reason}`)
      const original = sql === null ? statement.split('\n').map((line) => `-- ${line}`) : [`${sql};`]
      return [comment, ...marks, ...original].join('\n')
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

function rewrite(statement: string, before: string, after: string): { sql: string | null; review: string[] } {
  if (/\\/.test(statement))
    return { sql: null, review: ['a backslash means something else to MySQL: write this by hand.'] }
  const table = /^CREATE TABLE "(\w+)" \(\n([\s\S]*)\n\)$/.exec(statement)
  if (table) {
    const lines = String(table[2])
      .split(/,\n+/)
      .map((line) => rewriteTableLine(line.trim()))
    if (lines.every((line) => line !== null)) {
      return {
        sql: backtick(`CREATE TABLE "${table[1]}" (\n    ${lines.join(',\n    ')}\n) ${TABLE_OPTIONS}`),
        review: [],
      }
    }
  }
  const alteration = /^ALTER TABLE "(\w+)" ([\s\S]*)$/.exec(statement)
  if (alteration) {
    const [, name = '', clauses = ''] = alteration
    const rewritten = [...new Set(clauses.split(/,\n/).map((clause) => rewriteClause(name, clause.trim(), after)))]
    if (rewritten.every((clause) => clause !== null)) {
      const review = rewritten.some((clause) => clause.startsWith('MODIFY'))
        ? ['MODIFY sets a column anew. Do the rows that are there fit it? If not, change them first.']
        : []
      return { sql: backtick(`ALTER TABLE "${name}" ${rewritten.join(',\n    ')}`), review }
    }
  }
  if (/^(CREATE (UNIQUE )?INDEX "\w+" ON "\w+"\(["\w, ]+\)|DROP TABLE "\w+")$/.test(statement))
    return { sql: backtick(statement), review: [] }
  const index = /^DROP INDEX "(\w+)"$/.exec(statement)
  const indexed = index && new RegExp(`INDEX "${index[1]}" ON ("\\w+")`).exec(before)
  if (indexed) return { sql: backtick(`${statement} ON ${indexed[1]}`), review: [] }
  return { sql: null, review: ['this is what PostgreSQL is told: write it by hand.'] }
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
