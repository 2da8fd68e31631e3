import { closeDatabase } from '@/lib/db/close-database'

const SINGLETONS = ['database', 'driver'].map((name) => Symbol.for(`vestibule.${name}`))

/** Closes this process's connections to its database, if it has any. The next use opens new ones. */
export async function disconnect(): Promise<void> {
  const store = globalThis as unknown as Record<symbol, unknown>
  if (SINGLETONS.some((name) => store[name])) await closeDatabase()
  for (const name of SINGLETONS) delete store[name]
}
