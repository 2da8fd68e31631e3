import type { Database } from '@/lib/db/database'

const DATABASE = Symbol.for('vestibule.database')

/** Closes this process's connections to its database, if it has any. The next use opens new ones. */
export async function disconnect(): Promise<void> {
  const store = globalThis as unknown as Record<symbol, Promise<Database> | undefined>
  const db = await store[DATABASE]
  delete store[DATABASE]
  await db?.$disconnect()
}
