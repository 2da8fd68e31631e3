'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { LATIN_INPUT } from './latin-input'
import { TextField } from './text-field'

/** A username or the like: phones neither capitalise nor correct it. */
export function UsernameField(props: Partial<ComponentProps<typeof TextField>>) {
  const t = useTranslations('forms')
  return (
    <TextField
      name="username"
      label={t('username')}
      autoComplete="username"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...LATIN_INPUT}
      {...props}
    />
  )
}
