import { useLocale } from 'next-intl'
import { formatMoment } from './format-moment'
import { LocalMoment } from './local-moment'

type MomentProps = {
  at: Date
  /** Whether the time of day matters. */
  withTime?: boolean
  className?: string
}

/** A point in time, in the reader's own time zone; in UTC until the page is awake. */
export function Moment({ at, withTime = false, className }: MomentProps) {
  const locale = useLocale()
  const moment = { at, locale, withTime }
  return (
    <LocalMoment
      {...moment}
      inUtc={formatMoment({ ...moment, timeZone: 'UTC' })}
      inNamedUtc={formatMoment({ ...moment, timeZone: 'UTC', namesZone: withTime })}
      className={className}
    />
  )
}
