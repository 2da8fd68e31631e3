import { DriverAdapterError, isDriverAdapterError, type Error as DriverFault } from '@prisma/driver-adapter-utils'

/**
 * What a server says that stops, starts, or has no room, no memory or no connection left (PostgreSQL's classes of
 * errors).
 */
const POSTGRESQL_FAULTS = /^(08|53|57P|58)/
/** Disk full, too many connections, shutting down, table full, connection killed. */
const MYSQL_FAULTS = [1021, 1040, 1053, 1114, 1927]
/** What MariaDB's driver itself fails by: no connection, one that broke, none free in time. */
const isMariaDbDriverFault = (code: number) => code >= 45_000 && code < 46_000
/** The low byte of an extended code: full, failed to read or write, cannot be opened. */
const SQLITE_FAULTS = [13, 10, 14]

/** PostgreSQL's and MySQL's words for a wait behind another's lock that took too long. */
const LOCK_TIMEOUTS = ['55P03', '1205']

const UNAVAILABLE = [
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
  'AuthenticationFailed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
]

/** The failure of a call that the database did not answer, or not in time; Prisma makes P1001 of it. */
export function databaseUnavailable(cause?: unknown): DriverAdapterError {
  const { message, code } = (cause ?? {}) as { message?: string; code?: string }
  return new DriverAdapterError({
    kind: 'DatabaseNotReachable',
    originalCode: isFromDriver(cause) ? cause.cause.originalCode : code,
    originalMessage: message ?? 'The database did not answer in time',
  })
}

/**
 * Whether a driver failed because its database is unavailable, stops, or cannot write; not because of what it was
 * asked.
 */
export function isDatabaseFault(error: unknown): boolean {
  // Drivers hand what they know no code for on as it is: broken lines, waits that were too long.
  if (!isFromDriver(error)) return !(error instanceof TypeError || error instanceof RangeError)
  const fault: DriverFault = error.cause
  if (fault.kind === 'postgres') return POSTGRESQL_FAULTS.test(fault.code)
  if (fault.kind === 'sqlite') return SQLITE_FAULTS.includes(fault.extendedCode & 0xff)
  if (fault.kind === 'mysql') {
    return MYSQL_FAULTS.includes(fault.code) || isMariaDbDriverFault(fault.code) || fault.state.startsWith('08')
  }
  return UNAVAILABLE.includes(fault.kind)
}

/** Whether a statement waited for a row that another transaction would not let go. The database itself is well. */
export function isLockTimeout(error: unknown): boolean {
  return isFromDriver(error) && LOCK_TIMEOUTS.includes(String(error.cause.originalCode))
}

function isFromDriver(error: unknown): error is DriverAdapterError {
  return error instanceof Error && isDriverAdapterError(error)
}
