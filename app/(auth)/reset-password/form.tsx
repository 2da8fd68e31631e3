'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { HiddenUsername } from '@/components/forms/hidden-username'
import { NewPasswordField, type NewPasswordRule } from '@/components/forms/new-password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { TextLink } from '@/components/ui/text-link'
import { resetPasswordAction } from './actions'

const loadSchema = async () => (await import('@/lib/passwords/schemas')).resetPasswordSchema

type ResetPasswordFormProps = {
  token: string
  username: string
  ownNames: string[]
  newPasswordRule: NewPasswordRule
}

export function ResetPasswordForm({ token, username, ownNames, newPasswordRule }: ResetPasswordFormProps) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: resetPasswordAction, loadSchema })
  return (
    <Form form={form}>
      <input type="hidden" name="token" value={token} />
      <HiddenUsername username={username} />
      <NewPasswordField label={t('newPassword')} rule={newPasswordRule} ownNames={ownNames} />
      <SubmitButton>{t('setNewPassword')}</SubmitButton>
      {form.state.code === 'invalid_token' && <TextLink href="/forgot-password">{t('getNewLink')}</TextLink>}
    </Form>
  )
}
