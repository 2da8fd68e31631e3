import { getRequestConfig } from 'next-intl/server'
import { loadMessages } from '@/lib/i18n/load-messages'
import { DEFAULT_LOCALE } from '@/lib/i18n/locales'
import { logError } from '@/lib/log/log-error'
import { requestLocale } from './request-locale'

/** What next-intl asks at each request: which language, and all that is said in it. next.config.ts names this file. */
export default getRequestConfig(async () => {
  const locale = (await requestLocale()) ?? DEFAULT_LOCALE
  return {
    locale,
    messages: await loadMessages(locale),
    timeZone: 'UTC',
    onError: (error) => logError('A message is missing or broken', error),
  }
})
