import type { createTranslator } from 'next-intl'
import type { ReactElement } from 'react'
import type { Messages } from '@/lib/i18n/load-messages'
import type { Locale } from '@/lib/i18n/locales'
import type { MailMessage } from '../mail-message'

/** The language of an email. */
export type MailLanguage = {
  locale: Locale
  direction: string
  /** As `Intl` calls it, for dates and numbers. */
  formats: string
  t: ReturnType<typeof createTranslator<Messages>>
}

/** The template of a kind of email. Its subject is the `subject` of its kind in the catalogues. */
export type MailTemplate<Kind extends MailMessage['kind']> = (
  message: Extract<MailMessage, { kind: Kind }>,
  language: MailLanguage,
) => ReactElement
