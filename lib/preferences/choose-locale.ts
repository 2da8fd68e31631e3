import type { z } from 'zod'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import type { Locale } from '@/lib/i18n/locales'
import type { chooseLocaleSchema } from '@/lib/i18n/schemas'

/** Stores the caller's language for later pages and emails. A stranger's choice stays in the browser. */
export async function chooseLocale({ locale }: z.output<typeof chooseLocaleSchema>, ctx: Context): Promise<Locale> {
  if (ctx.actor) {
    const db = await database()
    await db.user.updateMany({ where: { id: ctx.actor.userId }, data: { locale } })
  }
  return locale
}
