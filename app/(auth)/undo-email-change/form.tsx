'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { undoEmailChangeAction } from './actions'

export function UndoEmailChangeForm({ token }: { token: string }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: undoEmailChangeAction })
  return (
    <Form form={form}>
      <input type="hidden" name="token" value={token} />
      <SubmitButton>{t('undoEmailChange')}</SubmitButton>
    </Form>
  )
}
