'use client'

import { NextIntlClientProvider, useLocale, useMessages, useTimeZone } from 'next-intl'
import { useMemo, type ReactNode } from 'react'
import { readClientMessages } from '@/lib/i18n/read-client-messages'

type PageMessagesProps = {
  /** Of the formats of numbers and dates. */
  locale: string
  timeZone: string
  /** `clientMessages` made it. */
  json: string
  children: ReactNode
}

/** What the components of the browser say on every page. */
export function PageMessages({ locale, timeZone, json, children }: PageMessagesProps) {
  const messages = useMemo(() => readClientMessages(json), [json])
  return (
    <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={messages}>
      {children}
    </NextIntlClientProvider>
  )
}

/** Adds to what they say: inside {@link PageMessages}. */
export function MoreMessages({ json, children }: { json: string; children: ReactNode }) {
  const before = useMessages()
  const messages = useMemo(() => readClientMessages(json, before), [json, before])
  return (
    <NextIntlClientProvider locale={useLocale()} timeZone={useTimeZone()} messages={messages}>
      {children}
    </NextIntlClientProvider>
  )
}
