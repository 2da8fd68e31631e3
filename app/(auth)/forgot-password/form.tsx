'use client'

import { useTranslations } from 'next-intl'
import { EmailField } from '@/components/forms/email-field'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { requestPasswordResetAction } from './actions'

const loadSchema = async () => (await import('@/lib/passwords/schemas')).requestPasswordResetSchema

export function ForgotPasswordForm() {
  const t = useTranslations('forms')
  const form = useActionForm({ action: requestPasswordResetAction, loadSchema })
  return (
    <Form form={form}>
      <EmailField />
      <SubmitButton>{t('sendResetLink')}</SubmitButton>
    </Form>
  )
}
