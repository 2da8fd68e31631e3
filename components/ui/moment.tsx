'use client'

import { useLocale } from 'next-intl'
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
  const locale = useLocale()
  const isHydrated = useIsHydrated()
  const zone = isHydrated ? {} : ({ timeZone: 'UTC', ...(withTime && { timeZoneName: 'short' }) } as const)
  const text = new Intl.DateTimeFormat(locale, { ...(withTime ? TIME : DATE), ...zone }).format(at)
  return (
    // Browser and server may know different versions of a language's dates.
    <time dateTime={at.toISOString()} className={className} suppressHydrationWarning>
      {text}
    </time>
  )
}
