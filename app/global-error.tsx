'use client'

import { NextIntlClientProvider } from 'next-intl'
import { useEffect, useState } from 'react'
import { FailurePage } from '@/components/shell/failure-page'
import { loadMessages, type Messages } from '@/lib/i18n/load-messages'
import { DEFAULT_LOCALE, LOCALES, type Locale } from '@/lib/i18n/locales'
import { negotiateLocale } from '@/lib/i18n/negotiate-locale.mjs'
import './globals.css'

/** In place of the root layout, when that failed, and with it the choice of language: the browser's own is left. */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  const [said, setSaid] = useState<{ locale: Locale; messages: Messages }>()
  useEffect(() => {
    const locale = negotiateLocale(navigator.languages.join(), LOCALES) ?? DEFAULT_LOCALE
    void loadMessages(locale).then((messages) => setSaid({ locale, messages }))
  }, [])
  if (!said) return null
  const { locale, messages } = said
  return (
    <html lang={locale} dir={messages.language.direction}>
      <head>
        <title>{messages.failure.title}</title>
      </head>
      <body>
        <NextIntlClientProvider locale={messages.language.formats} messages={messages}>
          <FailurePage retry={retry} />
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
