import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { clientMessages, type Extent } from '@/lib/i18n/client-messages'

/** What the components of the browser inside it may say. */
export async function ClientMessagesProvider({ extent, children }: { extent: Extent; children: ReactNode }) {
  return <NextIntlClientProvider messages={clientMessages(await getMessages(), extent)}>{children}</NextIntlClientProvider>
}
