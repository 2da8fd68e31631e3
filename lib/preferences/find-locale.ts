import { database } from '@/lib/db/database'
import { isLocale, type Locale } from '@/lib/i18n/locales'

/** The language that a person has chosen, or registered in; null where neither is known. */
export async function findLocale(userId: string): Promise<Locale | null> {
  const db = await database()
  const user = await db.user.findUnique({ where: { id: userId }, select: { locale: true } })
  return isLocale(user?.locale) ? user.locale : null
}
