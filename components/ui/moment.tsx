'use client'

import { useIsHydrated } from './use-is-hydrated'

const DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const
const TIME = { ...DATE, hour: '2-digit', minute: '2-digit' } as const

type MomentProps = {
  at: Date
  /** Whether the time of day matters. */
  withTime?: boolean
  className?: string
}

/** A point in time, in the reader's own time zone; in UTC until the page is awake. */
export function Moment({ at, withTime = false, className }: MomentProps) {
  const isHydrated = useIsHydrated()
  const options = withTime ? TIME : DATE
  const text = isHydrated
    ? new Intl.DateTimeFormat('en-GB', options).format(at)
    : new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC', ...(withTime && { timeZoneName: 'short' }) }).format(at)
  return (
    <time dateTime={at.toISOString()} className={className}>
      {text}
    </time>
  )
}
