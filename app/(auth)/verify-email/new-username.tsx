'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useActionFormContext } from '@/components/forms/action-form-context'
import { useStickyTrue } from '@/components/forms/use-sticky-true'
import { UsernameField } from '@/components/forms/username-field'

/**
 * Appears when the username of the registration was taken in the meantime, and stays until the address is verified.
 *
 * @param otherwise what stands here while the first choice holds
 */
export function NewUsername({ otherwise = null }: { otherwise?: ReactNode }) {
  const t = useTranslations('forms')
  const { state } = useActionFormContext()
  const isWanted = useStickyTrue(state.code === 'username_taken' || state.values.username !== undefined)
  if (!isWanted) return otherwise
  return <UsernameField label={t('otherUsername')} description={t('otherUsernameHint')} />
}
