'use client'

import { useTranslations } from 'next-intl'
import { EmailField } from '@/components/forms/email-field'
import { Form } from '@/components/forms/form'
import { NewPasswordField, type NewPasswordRule } from '@/components/forms/new-password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { TextField } from '@/components/forms/text-field'
import { useActionForm } from '@/components/forms/use-action-form'
import { UsernameField } from '@/components/forms/username-field'
import { registerAction } from './actions'

const loadSchema = async () => (await import('@/lib/registration/schemas')).registerFormSchema

type RegisterFormProps = {
  /** Of this copy of the page: by it the server knows a form that is sent twice. */
  formToken: string
  newPasswordRule: NewPasswordRule
  /** The only domains that addresses may be of, as words; null when all may. */
  domains: string | null
  /** Where the person was going, as the address says: judged by the server. */
  callbackUrl: string | undefined
}

export function RegisterForm({ formToken, newPasswordRule, domains, callbackUrl }: RegisterFormProps) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: registerAction, loadSchema })
  return (
    <Form form={form}>
      <input type="hidden" name="formToken" value={formToken} />
      {callbackUrl && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
      <UsernameField />
      <EmailField description={domains ? t('domainHint', { domains }) : undefined} />
      <TextField name="name" label={t('optionalName')} autoComplete="name" className="own-direction" />
      <NewPasswordField rule={newPasswordRule} nameFields={['username', 'email', 'name']} />
      <SubmitButton>{t('createAccount')}</SubmitButton>
    </Form>
  )
}
