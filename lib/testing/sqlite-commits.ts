import { existsSync, readFileSync } from 'node:fs'
import { config } from '@/lib/config/config'
import { databaseFile } from '@/lib/config/database-file'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/**
 * How many commits stand in the write-ahead log of the SQLite file; each waited for the disk. Source: the file format,
 * https://www.sqlite.org/fileformat2.html#walformat: a frame that ends a commit says how large the database is then.
 */
export function sqliteCommits(): number {
  const file = `${databaseFile(config().databaseUrl)}-wal`
  const log = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  if (log.length < HEADER_BYTES) return 0
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8)
  const salt = log.subarray(16, 24)
  let commits = 0
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    // What follows is left from before the log was restarted.
    if (!log.subarray(at + 8, at + 16).equals(salt)) break
    if (log.readUInt32BE(at + 4) > 0) commits++
  }
  return commits
}
