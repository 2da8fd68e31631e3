'use client'

import { NextIntlClientProvider } from 'next-intl'
import { useEffect, useState } from 'react'
import { BrandProvider, type Brand } from '@/components/shell/brand-context'
import { FailurePage } from '@/components/shell/failure-page'
import { loadMessages, type Messages } from '@/lib/i18n/load-messages'
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from '@/lib/i18n/locales'
import { negotiateLocale } from '@/lib/i18n/negotiate-locale'
import './globals.css'

/** In place of the root layout, when that failed: with the language, theme and brand of the page that it had made. */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  // At the first rendering the page that failed still stands.
  const [page] = useState(() => (typeof document === 'undefined' ? null : pageSoFar()))
  const [messages, setMessages] = useState<Messages>()
  useEffect(() => {
    if (page) void loadMessages(page.locale).then(setMessages)
  }, [page])
  if (!page || !messages) return null
  const { locale, theme, fonts, brand, style } = page
  return (
    <html lang={locale} dir={messages.language.direction} data-theme={theme} className={fonts}>
      <head>
        <title>{[messages.failure.title, brand.name].join(' · ')}</title>
        {style && <style nonce={style.nonce}>{style.textContent}</style>}
      </head>
      <body>
        <NextIntlClientProvider locale={messages.language.formats} messages={messages}>
          <BrandProvider brand={brand}>
            <FailurePage retry={retry} />
          </BrandProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}

type PageSoFar = {
  locale: Locale
  theme: string | undefined
  fonts: string
  brand: Brand
  style: HTMLStyleElement | null
}

/** What the document says of itself (app/layout.tsx). One that came from elsewhere says nothing. */
function pageSoFar(): PageSoFar {
  const { lang, dataset, className } = document.documentElement
  return {
    locale: isLocale(lang) ? lang : (negotiateLocale(navigator.languages.join(), LOCALES) ?? DEFAULT_LOCALE),
    theme: dataset.theme,
    fonts: className,
    brand: {
      name: document.querySelector<HTMLMetaElement>('meta[name=application-name]')?.content ?? location.host,
      logoUrl: document.querySelector('link[rel=icon]')?.getAttribute('href') ?? null,
    },
    style: document.querySelector<HTMLStyleElement>('style[data-brand]'),
  }
}
