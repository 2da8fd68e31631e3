import { CliError } from './cli-error.mjs'
import { schemaFor } from '../building/schema-for.mjs'

/** Types of MySQL that PostgreSQL has by the same name and meaning, or by an equivalent. */
const STAND_INS: Record<string, string> = { VarChar: 'VarChar', Char: 'Char', Text: 'Text', MediumText: 'Citext' }

/**
 * The schema for MySQL, in terms of PostgreSQL: Prisma's engine from npm knows no MySQL, so what it writes for this
 * schema is rewritten (`rewriteForMysql`).
 *
 * @throws CliError when it has a type that is not known here
 */
export function mysqlSchema(schema: string): string {
  const provider = /(datasource\s+\w+\s*\{[^}]*provider\s*=\s*)"mysql"/
  return (
    schemaFor(schema, 'mysql')
      .replace(provider, '$1"postgresql"')
      .replaceAll(/@db\.(\w+)/g, (_, type: string) => {
        const standIn = STAND_INS[type]
        if (!standIn)
          throw new CliError(`MySQL's type @db.${type} is not known to scripts/support/mysql-schema.ts: add it there.`)
        return `@db.${standIn}`
      })
      // What Prisma makes of a String without a type.
      .replaceAll(/^(\s+\w+\s+String\??)(?=\s|$)(?!.*@db\.)/gm, '$1 @db.VarChar(191)')
  )
}
