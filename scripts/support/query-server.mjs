/**
 * Runs statements on a database server, one after the other, on a connection of their own.
 *
 * @param {string} url postgresql://… or mysql://…
 * @param {string[]} statements
 * @returns {Promise<unknown[][]>} the rows of the last one
 */
export async function queryServer(url, statements) {
  const connection = await (await factory(url)).connect()
  try {
    /** @type {unknown[][]} */
    let rows = []
    for (const sql of statements) rows = (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows
    return rows
  } finally {
    await connection.dispose()
  }
}

/**
 * @param {string} url
 * @returns {Promise<import('@prisma/driver-adapter-utils').SqlDriverAdapterFactory>}
 */
async function factory(url) {
  if (url.startsWith('postgres')) return new (await import('@prisma/adapter-pg')).PrismaPg({ connectionString: url })
  const single = new URL(url)
  // A pool that ends while it still opens connections leaves them behind.
  single.searchParams.set('connectionLimit', '1')
  return new (await import('@prisma/adapter-mariadb')).PrismaMariaDb(single.href)
}
