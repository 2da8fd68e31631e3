'use client'

import { useTranslations } from 'next-intl'
import { EmailField } from '@/components/forms/email-field'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { requestPasswordResetSchema } from '@/lib/passwords/schemas'
import { requestPasswordResetAction } from './actions'

export function ForgotPasswordForm() {
  const t = useTranslations('forms')
  const form = useActionForm({ action: requestPasswordResetAction, schema: requestPasswordResetSchema })
  return (
    <Form form={form}>
      <EmailField />
      <SubmitButton>{t('sendResetLink')}</SubmitButton>
    </Form>
  )
}
