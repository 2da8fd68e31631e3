import Database from 'libsql'

let statements: ReturnType<typeof prepare> | undefined

function prepare() {
  const db = new Database(String(process.env.FLOOR_DATABASE), { timeout: 5000 })
  // A commit waits for the disk, as in the product.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  return {
    findUser: db.prepare('SELECT id, username, email, name, createdAt FROM user WHERE id = ?'),
    rotate: db.prepare('UPDATE session SET tokenId = ?, lastSeenAt = ? WHERE id = ? AND tokenId = ?'),
  }
}

/** The process's prepared statements. */
export const database = () => (statements ??= prepare())
