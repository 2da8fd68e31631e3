'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { UsernameField } from '@/components/forms/username-field'
import { TextLink } from '@/components/ui/text-link'
import { logInAction } from './actions'

const loadSchema = async () => (await import('@/lib/sessions/schemas')).logInFormSchema

/** @param callbackUrl where the person was going, as the address says: judged by the server after the login */
export function LogInForm({ callbackUrl }: { callbackUrl: string | undefined }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: logInAction, loadSchema })
  return (
    <Form form={form}>
      {callbackUrl && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
      <UsernameField name="identifier" label={t('identifier')} />
      <PasswordField />
      <SubmitButton>{t('logIn')}</SubmitButton>
      <TextLink href="/forgot-password" className="self-center">
        {t('forgotPassword')}
      </TextLink>
    </Form>
  )
}
