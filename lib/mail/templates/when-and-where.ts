import { deviceName } from '../device-name'

const DATE_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

/** "22 November 2026 at 14:05 UTC", of an ISO 8601 date. */
export function dateAndTime(date: string): string {
  return `${DATE_AND_TIME.format(new Date(date))} UTC`
}

/** "22 November 2026 at 14:05 UTC" and "Firefox on Linux, from 192.0.2.7". */
export function whenAndWhere({ when, device, ip }: { when: string; device: string; ip: string }): string[] {
  return [dateAndTime(when), `${deviceName(device)}, from ${ip}`]
}
