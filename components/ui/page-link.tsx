'use client'

import Link from 'next/link'
import type { ComponentProps } from 'react'
import { PendingIndicator } from './pending-indicator'
import { classNames } from './class-names'

type PageLinkProps = ComponentProps<typeof Link> & {
  /** Where on the link a line shows that its page is on the way. */
  pendingClass?: string
}

/**
 * A link to one of our pages, without a full load. Nothing is prefetched: our pages are rendered for their reader at
 * the moment, so nothing can be fetched ahead, and each link would cost two requests a visit.
 */
export function PageLink({ className, pendingClass = 'inset-x-2 bottom-1.5', children, ...rest }: PageLinkProps) {
  return (
    <Link prefetch={false} onNavigate={stayWhileOffline} className={classNames('relative', className)} {...rest}>
      {children}
      <PendingIndicator className={pendingClass} />
    </Link>
  )
}

/**
 * The browser's own page of a line that is down would take this one's place, with what was typed. Told once more that
 * there is no line, the page says so once more.
 */
function stayWhileOffline(event: { preventDefault: () => void }) {
  if (navigator.onLine) return
  event.preventDefault()
  dispatchEvent(new Event('offline'))
}
