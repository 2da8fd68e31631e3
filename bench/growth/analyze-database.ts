import { config } from '@/lib/config/config'
import type { Database } from '@/lib/db/database'
import { providerOf } from '@/lib/db/provider'

/** The tables that `fillDatabase` fills. */
export const FILLED_TABLES = [
  'User',
  'Session',
  'AuditEvent',
  'OutboxMail',
  'RateLimit',
  'OneTimeToken',
  'Registration',
  'Avatar',
]

/** Lets the database count its rows, as it does by itself when it has been in use for a while. SQLite plans without. */
export async function analyzeDatabase(db: Database): Promise<void> {
  const provider = providerOf(config().databaseUrl)
  if (provider === 'postgresql') await db.$executeRawUnsafe('VACUUM (ANALYZE)')
  if (provider === 'mysql')
    await db.$queryRawUnsafe(`ANALYZE TABLE ${FILLED_TABLES.map((table) => `\`${table}\``).join()}`)
}
