import { database } from '@/lib/db/database'

const MAX_NUMBER = 2 ** 31 - 1

/** The UUID of the account with a number; any other id as it is, and a number that is nobody's. */
export async function findUserId(id: string): Promise<string> {
  const number = /^\d{1,10}$/.test(id) ? Number(id) : Number.NaN
  if (!(number <= MAX_NUMBER)) return id
  const db = await database()
  return (await db.user.findUnique({ where: { number }, select: { id: true } }))?.id ?? id
}
