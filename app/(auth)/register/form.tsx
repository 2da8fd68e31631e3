'use client'

import { EmailField } from '@/components/forms/email-field'
import { Form } from '@/components/forms/form'
import { NewPasswordField } from '@/components/forms/new-password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { TextField } from '@/components/forms/text-field'
import { useActionForm } from '@/components/forms/use-action-form'
import { UsernameField } from '@/components/forms/username-field'
import { registerFormSchema } from '@/lib/accounts/schemas'
import { registerAction } from './actions'

type RegisterFormProps = {
  passwordMinLength: number
  /** The only domains that addresses may be of; empty when all may. */
  domains: string[]
}

export function RegisterForm({ passwordMinLength, domains }: RegisterFormProps) {
  const form = useActionForm({ action: registerAction, schema: registerFormSchema })
  return (
    <Form form={form}>
      <UsernameField />
      <EmailField description={domains.length > 0 ? `An address at ${domains.join(' or ')}.` : undefined} />
      <TextField name="name" label="Name (optional)" autoComplete="name" />
      <NewPasswordField minLength={passwordMinLength} nameFields={['username', 'email', 'name']} />
      <SubmitButton>Create account</SubmitButton>
    </Form>
  )
}
