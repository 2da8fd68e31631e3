import { deviceName } from '@/lib/http/device-name'
import type { MailLanguage } from './mail-template'

/** "22 November 2026 at 14:05", in UTC, of an ISO 8601 date. */
export function dateAndTime(date: string, { formats }: MailLanguage): string {
  return new Intl.DateTimeFormat(formats, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(date),
  )
}

/** "22 November 2026 at 14:05 UTC" and "Firefox on Linux, from 192.0.2.7". */
export function whenAndWhere(
  { when, device, ip }: { when: string; device: string; ip: string },
  language: MailLanguage,
): string[] {
  const { t } = language
  const name = deviceName(device, (key, values) => t(`devices.${key}`, values))
  return [t('mails.when', { when: dateAndTime(when, language) }), t('mails.where', { device: name, ip })]
}
