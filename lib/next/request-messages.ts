import { getRequestConfig } from 'next-intl/server'
import { loadMessages } from '@/lib/i18n/load-messages'
import { DEFAULT_LOCALE } from '@/lib/i18n/locales'
import { logError } from '@/lib/log/log-error'
import { requestLocale } from './request-locale'

/**
 * What next-intl asks at each request: all that is said in a language, and how it writes numbers and dates.
 * next.config.ts names this file.
 */
export default getRequestConfig(async () => {
  const messages = await loadMessages((await requestLocale()) ?? DEFAULT_LOCALE)
  return {
    locale: messages.language.formats,
    messages,
    timeZone: 'UTC',
    onError: (error) => logError('A message is missing or broken', error),
  }
})
