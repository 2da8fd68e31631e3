import { randomBytes } from 'node:crypto'
import { config } from '@/lib/config/config'
import { DAY, HOUR, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { providerOf } from '@/lib/db/provider'
import { hashPassword } from '@/lib/passwords/hash-password'

/** Every filled account's. */
export const FILLED_PASSWORD = 'violet-anchor-47-meadow'
export const SESSIONS_PER_USER = 3
/** Names that accounts begin with, by turns: one prefix finds a tenth of all. */
const GIVEN_NAMES = ['ada', 'alan', 'barbara', 'edsger', 'grace', 'hedy', 'katherine', 'maryam', 'radia', 'sophie']
/** Users of one statement. */
const BATCH = 1000
/** Statements of one transaction: with one each, a disk that is asked to be sure of every write would be what takes time. */
const BATCHES_OF_A_TRANSACTION = 20
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

type Row = Record<string, string | Date>

/** The username of the nth filled account: its given name comes first, as people do it. */
export function filledUsername(nth: number): string {
  return `${GIVEN_NAMES[nth % GIVEN_NAMES.length]}-${nth.toString(36).padStart(6, '0')}`
}

/**
 * Fills the process's own database with accounts of the last year and three live sessions of each. By statements of its own
 * making, since a million rows through the client take an hour.
 */
export async function fillDatabase(userCount: number): Promise<void> {
  const db = await database()
  const passwordHash = await hashPassword(FILLED_PASSWORD)
  const now = Date.now()
  const step = BATCH * BATCHES_OF_A_TRANSACTION
  for (let first = 0; first < userCount; first += step) {
    const end = Math.min(first + step, userCount)
    await db.$transaction(
      async (tx) => {
        for (let nth = first; nth < end; nth += BATCH) {
          const nths = Array.from({ length: Math.min(BATCH, end - nth) }, (_, index) => nth + index)
          const users = nths.map((each) => aFilledUser(each, userCount, now, passwordHash))
          await tx.$executeRawUnsafe(insertInto('User', users))
          await tx.$executeRawUnsafe(insertInto('Session', users.flatMap(({ id }) => sessionsOf(String(id), now))))
        }
      },
      { timeout: 10 * MINUTE },
    )
  }
}

function aFilledUser(nth: number, userCount: number, now: number, passwordHash: string): Row {
  const username = filledUsername(nth)
  const name = `${GIVEN_NAMES[(nth * 7) % GIVEN_NAMES.length]} number ${nth}`
  const createdAt = new Date(now - (365 * DAY * (userCount - nth)) / userCount)
  return {
    id: uuidV7(createdAt),
    username,
    usernameKey: username,
    email: `${username}@example.com`,
    emailVerified: createdAt,
    name,
    nameKey: name,
    passwordHash,
    createdAt,
    updatedAt: createdAt,
  }
}

function sessionsOf(userId: string, now: number): Row[] {
  return Array.from({ length: SESSIONS_PER_USER }, (_, nth) => {
    const createdAt = new Date(now - nth * DAY - Math.random() * HOUR)
    return {
      id: uuidV7(createdAt),
      userId,
      kind: nth === 0 ? 'browser' : 'api',
      ip: '192.0.2.1',
      userAgent: USER_AGENT,
      createdAt,
      lastSeenAt: new Date(createdAt.getTime() + MINUTE),
      expiresAt: new Date(createdAt.getTime() + 30 * DAY),
    }
  })
}

/** Only for rows of our own making: no value here holds a quote. */
function insertInto(table: string, rows: Row[]): string {
  const quote = providerOf(config().databaseUrl) === 'mysql' ? '`' : '"'
  const columns = Object.keys(rows[0] ?? {}).map((column) => quote + column + quote)
  const tuples = rows.map((row) => `(${Object.values(row).map(literal).join()})`)
  return `INSERT INTO ${quote}${table}${quote} (${columns.join()}) VALUES ${tuples.join()}`
}

/** A time as Prisma writes it to each database. */
function literal(value: string | Date): string {
  if (typeof value === 'string') return `'${value}'`
  const text = value.toISOString()
  return providerOf(config().databaseUrl) === 'mysql' ? `'${text.slice(0, -1).replace('T', ' ')}'` : `'${text.slice(0, -1)}+00:00'`
}

/** An id as Prisma makes them, of a given time (RFC 9562, 5.7). */
function uuidV7(time: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(time.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
