'use client'

import { useTranslations } from 'next-intl'
import { LATIN_INPUT } from './latin-input'
import { TextField } from './text-field'

/** An email address. */
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
      {...LATIN_INPUT}
      description={description}
    />
  )
}
