'use client'

import { useDeferredValue } from 'react'
import { formatMoment } from './format-moment'
import { useIsHydrated } from './use-is-hydrated'

type LocalMomentProps = {
  at: Date
  locale: string
  withTime: boolean
  /** As it is written in UTC, by the server. */
  inUtc: string
  /** The same, which says so. */
  inNamedUtc: string
  className: string | undefined
}

/**
 * A point in time, in the reader's own time zone once the page is interactive. Formatted again only if that makes a
 * difference: a page's first use of Intl costs about 50 ms on a phone.
 */
export function LocalMoment({ at, locale, withTime, inUtc, inNamedUtc, className }: LocalMomentProps) {
  // Deferred, as nothing else has to wait for it.
  const isAwake = useDeferredValue(useIsHydrated())
  const isSameInUtc = withTime ? at.getTimezoneOffset() === 0 : at.getDate() === at.getUTCDate()
  const local = () => (isSameInUtc ? inUtc : formatMoment({ at, locale, withTime }))
  return (
    <time dateTime={at.toISOString()} className={className}>
      {isAwake ? local() : inNamedUtc}
    </time>
  )
}
