'use client'

import { useTranslations } from 'next-intl'
import { useActionFormContext } from '@/components/forms/action-form-context'
import { UsernameField } from '@/components/forms/username-field'

/** Appears when the username of the registration was taken meanwhile, and stays until the address is proven. */
export function NewUsername() {
  const t = useTranslations('forms')
  const { state } = useActionFormContext()
  const isWanted = state.code === 'username_taken' || state.values.username !== undefined
  if (!isWanted) return null
  return (
    <UsernameField
      label={t('otherUsername')}
      description={t('otherUsernameHint')}
    />
  )
}
