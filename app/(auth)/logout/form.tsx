'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import type { ButtonVariant } from '@/components/ui/button-class'
import { logOutAction } from './actions'

/** The button that logs out: on its own page, and in the header of every page of an account. */
export function LogOutForm({ variant = 'primary', className }: { variant?: ButtonVariant; className?: string }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: logOutAction })
  return (
    <Form form={form} className={className}>
      <SubmitButton variant={variant}>{t('logOut')}</SubmitButton>
    </Form>
  )
}
