const DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const
const TIME = { ...DATE, hour: '2-digit', minute: '2-digit' } as const

/** To make one takes far longer than to use it. */
const formats = new Map<string, Intl.DateTimeFormat>()

type FormatMomentOptions = {
  at: Date
  locale: string
  /** Whether the time of day matters. */
  withTime: boolean
  /** This machine's own, unless given. */
  timeZone?: 'UTC'
  /** Whether to say which zone that is. */
  namesZone?: boolean
}

/** A point in time in words of `locale`. */
export function formatMoment({ at, locale, withTime, timeZone, namesZone = false }: FormatMomentOptions): string {
  const key = [locale, withTime, timeZone, namesZone].join()
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      ...(withTime ? TIME : DATE),
      ...(timeZone && { timeZone }),
      ...(namesZone && { timeZoneName: 'short' }),
    })
  formats.set(key, format)
  return format.format(at)
}
