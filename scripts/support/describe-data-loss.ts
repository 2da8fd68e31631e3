/** What a change, in Prisma's SQL for PostgreSQL, does to rows that are there; a sentence each. */
export function describeDataLoss(script: string): string[] {
  return script.split(/\n\n(?=-- )/).flatMap((block) => {
    const [, table = ''] = /^(?:ALTER|DROP) TABLE "(\w+)"/m.exec(block) ?? []
    if (/^DROP TABLE/m.test(block)) return [`${table} goes, with all of its rows.`]
    const lost = [...block.matchAll(/DROP COLUMN "(\w+)"/g)].map(
      ([, column]) => `${table}.${column} goes, with what is in it.`,
    )
    const required = [...block.matchAll(/ADD COLUMN\s+"(\w+)" (?!.*DEFAULT).* NOT NULL/g)].map(
      ([, column]) => `${table}.${column} is required and has no default: rows that are there need a value first.`,
    )
    return [...lost, ...required]
  })
}
