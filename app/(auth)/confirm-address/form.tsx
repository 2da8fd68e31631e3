'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { confirmAddressAction } from './actions'

const loadSchema = async () => (await import('@/lib/accounts/schemas')).confirmAddressFormSchema

/** `needsPassword` where this browser is not logged in to the account. */
export function ConfirmAddressForm({ token, needsPassword }: { token: string; needsPassword: boolean }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: confirmAddressAction, loadSchema })
  return (
    <Form form={form}>
      <input type="hidden" name="token" value={token} />
      {needsPassword && <PasswordField description={t('passwordOfAccount')} />}
      <SubmitButton>{t('confirmNewAddress')}</SubmitButton>
    </Form>
  )
}
