'use client'

import { useTranslations } from 'next-intl'
import { TextField } from './text-field'

/** An e-mail address. */
export function EmailField({ description }: { description?: string }) {
  const t = useTranslations('forms')
  return (
    <TextField
      name="email"
      label={t('email')}
      type="email"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      description={description}
    />
  )
}
