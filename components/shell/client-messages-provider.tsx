import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { clientMessages, type Extent } from '@/lib/i18n/client-messages'
import { MoreMessages } from './message-context'

/** What the components of the browser inside it may say, besides what those of every page do. */
export async function ClientMessagesProvider({ extent, children }: { extent: Extent; children: ReactNode }) {
  return <MoreMessages json={clientMessages(await getMessages(), extent)}>{children}</MoreMessages>
}
