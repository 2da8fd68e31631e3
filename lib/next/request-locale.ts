import { headers } from 'next/headers'
import { cache } from 'react'
import { LOCALES, type Locale } from '@/lib/i18n/locales'
import { negotiateLocale } from '@/lib/i18n/negotiate-locale'
import { readLocaleCookie } from './locale-cookie'

/** The language that was chosen in this browser, else the one that its settings ask for; null when neither says. */
export const requestLocale = cache(async (): Promise<Locale | null> => {
  return (await readLocaleCookie()) ?? negotiateLocale((await headers()).get('accept-language'), LOCALES)
})
