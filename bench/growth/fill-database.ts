import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { config } from '@/lib/config/config'
import { DAY, HOUR, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { providerOf } from '@/lib/db/provider'
import { hashPassword } from '@/lib/passwords/hash-password'

/** Every filled account's. */
export const FILLED_PASSWORD = 'violet-anchor-47-meadow'
const SESSIONS_PER_USER = 3
/** Names that accounts begin with, by turns: one prefix finds a tenth of all. */
const GIVEN_NAMES = ['ada', 'alan', 'barbara', 'edsger', 'grace', 'hedy', 'katherine', 'maryam', 'radia', 'sophie']
/** Users of one statement. */
const BATCH = 1000
/** Statements of one transaction: with one each, a disk that is asked to be sure of every write would be what takes time. */
const BATCHES_OF_A_TRANSACTION = 20
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

type Row = Record<string, string | number | Date | Buffer>
/** Users to one pending registration, token and picture. */
const USERS_PER_REGISTRATION = 5
const USERS_PER_PICTURE = 2

/** The username of the nth filled account: its given name comes first, as people do it. */
export function filledUsername(nth: number): string {
  return `${GIVEN_NAMES[nth % GIVEN_NAMES.length]}-${nth.toString(36).padStart(6, '0')}`
}

/**
 * Fills the process's own database with accounts of the last year, three live sessions of each, and what such accounts
 * leave in the other tables within a month; nothing that has expired. By statements of its own making, since a million
 * rows through the client take an hour.
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
          const pictured = nths.filter(hasPicture)
          if (pictured.length > 0)
            await tx.$executeRawUnsafe(
              insertInto(
                'Avatar',
                pictured.map((each) => aPicture(each, now)),
              ),
            )
          const users = nths.map((each) => aFilledUser(each, userCount, now, passwordHash))
          for (const some of [
            users.filter(({ avatarHash }) => avatarHash),
            users.filter(({ avatarHash }) => !avatarHash),
          ]) {
            if (some.length > 0) await tx.$executeRawUnsafe(insertInto('User', some))
          }
          const sessions = users.flatMap(({ id }) => sessionsOf(String(id), now))
          await tx.$executeRawUnsafe(insertInto('Session', sessions))
          await tx.$executeRawUnsafe(insertInto('AuditEvent', sessions.map(logInOf)))
          await tx.$executeRawUnsafe(
            insertInto(
              'OutboxMail',
              users.map((user, index) => aMail(user, index, now)),
            ),
          )
          await tx.$executeRawUnsafe(
            insertInto(
              'RateLimit',
              users.map((user) => aCount(user, now)),
            ),
          )
          const registering = users.filter((_, index) => index % USERS_PER_REGISTRATION === 0)
          await tx.$executeRawUnsafe(
            insertInto(
              'OneTimeToken',
              registering.map((user) => aToken(user, now)),
            ),
          )
          await tx.$executeRawUnsafe(
            insertInto(
              'Registration',
              registering.map((user) => aRegistration(user, now)),
            ),
          )
        }
      },
      { timeout: 10 * MINUTE },
    )
  }
  await db.sequence.updateMany({ where: { name: 'user' }, data: { value: userCount } })
}

function aFilledUser(nth: number, userCount: number, now: number, passwordHash: string): Row {
  const username = filledUsername(nth)
  const name = `${GIVEN_NAMES[(nth * 7) % GIVEN_NAMES.length]} number ${nth}`
  const createdAt = new Date(now - (365 * DAY * (userCount - nth)) / userCount)
  return {
    id: uuidV7(createdAt),
    number: nth + 1,
    username,
    usernameKey: username,
    email: `${username}@example.com`,
    emailVerified: createdAt,
    name,
    nameKey: name,
    passwordHash,
    createdAt,
    updatedAt: createdAt,
    ...(hasPicture(nth) ? { avatarHash: pictureHash(nth) } : {}),
  }
}

const hasPicture = (nth: number) => nth % USERS_PER_PICTURE === 0
const pictureHash = (nth: number) => createHash('sha256').update(String(nth)).digest('hex')

/** The plans are of its hash; what is in it would only take room. */
function aPicture(nth: number, now: number): Row {
  const pixels = Buffer.from([0])
  return { hash: pictureHash(nth), pixels96: pixels, pixels256: pixels, pixels512: pixels, takenAt: new Date(now) }
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

function logInOf({ id, userId, ip, userAgent, createdAt }: Row): Row {
  const createdThen = createdAt as Date
  return {
    id: uuidV7(createdThen),
    type: 'login.succeeded',
    userId: String(userId),
    sessionId: String(id),
    ip: String(ip),
    userAgent: String(userAgent),
    requestId: randomUUID(),
    detail: '{}',
    createdAt: createdThen,
  }
}

/** Of ten, one waits and is not due yet, as when the mail server is unavailable; one was given up; all others have left. */
function aMail({ email }: Row, index: number, now: number): Row {
  const createdAt = new Date(now - Math.random() * 29 * DAY)
  const status = ['pending', 'failed'][index % 10] ?? 'delivered'
  return {
    id: uuidV7(createdAt),
    kind: 'password-changed',
    recipient: String(email),
    messageId: `<${randomUUID()}@example.com>`,
    status,
    attempts: 1,
    nextAttemptAt: status === 'pending' ? new Date(now + DAY) : createdAt,
    createdAt,
  }
}

function aCount({ id }: Row, now: number): Row {
  return { key: `login-failure:account:${String(id)}`, points: 1, expire: new Date(now + DAY) }
}

function aToken({ id, email }: Row, now: number): Row {
  return {
    id: uuidV7(new Date(now)),
    userId: String(id),
    purpose: 'password-reset',
    tokenHash: randomBytes(32).toString('base64url'),
    email: String(email),
    expiresAt: new Date(now + HOUR),
    createdAt: new Date(now),
  }
}

/** Someone else's, whose name and address are nearly the same. */
function aRegistration({ username: taken, passwordHash }: Row, now: number): Row {
  const username = `${String(taken)}-too`
  return {
    id: uuidV7(new Date(now)),
    email: `${username}@example.com`,
    slot: 0,
    username,
    usernameKey: username,
    passwordHash: String(passwordHash),
    tokenHash: randomBytes(32).toString('base64url'),
    codeHash: randomBytes(32).toString('base64url'),
    codeExpiresAt: new Date(now + 10 * MINUTE),
    expiresAt: new Date(now + DAY),
    createdAt: new Date(now),
  }
}

/** Only for rows of our own making: no value here holds a quote. */
function insertInto(table: string, rows: Row[]): string {
  const quote = providerOf(config().databaseUrl) === 'mysql' ? '`' : '"'
  const columns = Object.keys(rows[0] ?? {}).map((column) => quote + column + quote)
  const tuples = rows.map((row) => `(${Object.values(row).map(literal).join()})`)
  return `INSERT INTO ${quote}${table}${quote} (${columns.join()}) VALUES ${tuples.join()}`
}

/** A time and bytes as Prisma writes them to each database. */
function literal(value: string | number | Date | Buffer): string {
  const provider = providerOf(config().databaseUrl)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value}'`
  if (Buffer.isBuffer(value))
    return provider === 'postgresql' ? `'\\x${value.toString('hex')}'` : `x'${value.toString('hex')}'`
  const text = value.toISOString()
  return provider === 'mysql' ? `'${text.slice(0, -1).replace('T', ' ')}'` : `'${text.slice(0, -1)}+00:00'`
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
