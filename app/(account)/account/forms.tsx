'use client'

import { useTranslations } from 'next-intl'
import { ConfirmSubmitButton } from '@/components/forms/confirm-submit-button'
import { Form } from '@/components/forms/form'
import { HiddenUsername } from '@/components/forms/hidden-username'
import { LATIN_INPUT } from '@/components/forms/latin-input'
import { PasswordField } from '@/components/forms/password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { TextField } from '@/components/forms/text-field'
import { useActionForm } from '@/components/forms/use-action-form'
import { requestEmailChangeAction, deleteAccountAction } from './actions'

const loadEmailChangeSchema = async () => (await import('@/lib/email-change/schemas')).requestEmailChangeSchema
const loadDeleteAccountSchema = async () => (await import('@/lib/accounts/schemas')).deleteAccountSchema

export function ChangeEmailForm({ username }: { username: string }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: requestEmailChangeAction, loadSchema: loadEmailChangeSchema })
  return (
    <Form form={form}>
      <HiddenUsername username={username} />
      <TextField
        name="new_email"
        label={t('newEmail')}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        {...LATIN_INPUT}
      />
      <PasswordField label={t('currentPassword')} />
      <SubmitButton className="sm:self-start">{t('changeEmail')}</SubmitButton>
    </Form>
  )
}

/** @param graceDays how long a login takes it back */
export function DeleteAccountForm({ username, graceDays }: { username: string; graceDays: number }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: deleteAccountAction, loadSchema: loadDeleteAccountSchema })
  return (
    <Form form={form}>
      <HiddenUsername username={username} />
      <PasswordField label={t('currentPassword')} />
      <ConfirmSubmitButton
        question={{
          title: t('deleteQuestion'),
          text: t('deleteConsequence', { days: graceDays }),
          confirmLabel: t('deleteYes'),
          cancelLabel: t('deleteNo'),
        }}
        variant="danger"
        className="sm:self-start"
      >
        {t('deleteAccount')}
      </ConfirmSubmitButton>
    </Form>
  )
}
