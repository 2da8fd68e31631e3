'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { HiddenUsername } from '@/components/forms/hidden-username'
import { PasswordField } from '@/components/forms/password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { confirmEmailChangeAction } from './actions'

const loadSchema = async () => (await import('@/lib/email-change/schemas')).confirmEmailChangeFormSchema

type ConfirmEmailChangeFormProps = {
  token: string
  username: string
  /** Where this browser is not logged in to the account. */
  needsPassword: boolean
}

export function ConfirmEmailChangeForm({ token, username, needsPassword }: ConfirmEmailChangeFormProps) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: confirmEmailChangeAction, loadSchema })
  return (
    <Form form={form}>
      <input type="hidden" name="token" value={token} />
      {needsPassword && (
        <>
          <HiddenUsername username={username} />
          <PasswordField description={t('passwordOfAccount')} />
        </>
      )}
      <SubmitButton>{t('confirmEmailChange')}</SubmitButton>
    </Form>
  )
}
