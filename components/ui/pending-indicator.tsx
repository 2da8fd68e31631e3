'use client'

import { useLinkStatus } from 'next/link'
import { classNames } from './class-names'

/**
 * A line on the link that was pressed, while its page is on the way: not for what comes at once. `className` says
 * where.
 */
export function PendingIndicator({ className }: { className: string }) {
  const { pending } = useLinkStatus()
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'pointer-events-none absolute rounded-full border-t-2 border-current transition-opacity',
        pending ? 'animate-pulse delay-150' : 'opacity-0',
        className,
      )}
    />
  )
}
