'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { HiddenUsername } from '@/components/forms/hidden-username'
import { NewPasswordField, type NewPasswordRule } from '@/components/forms/new-password-field'
import { PasswordField } from '@/components/forms/password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { changePasswordAction } from './actions'

const loadSchema = async () => (await import('@/lib/passwords/schemas')).changePasswordSchema

type ChangePasswordFormProps = {
  username: string
  ownNames: string[]
  newPasswordRule: NewPasswordRule
}

export function ChangePasswordForm({ username, ownNames, newPasswordRule }: ChangePasswordFormProps) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: changePasswordAction, loadSchema })
  return (
    <Form form={form}>
      <HiddenUsername username={username} />
      <PasswordField name="old_password" label={t('currentPassword')} />
      <NewPasswordField name="new_password" label={t('newPassword')} rule={newPasswordRule} ownNames={ownNames} />
      <SubmitButton className="sm:self-start">{t('changePassword')}</SubmitButton>
    </Form>
  )
}
