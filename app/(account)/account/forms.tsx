'use client'

import { ConfirmSubmitButton } from '@/components/forms/confirm-submit-button'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { TextField } from '@/components/forms/text-field'
import { useActionForm } from '@/components/forms/use-action-form'
import { changeAddressSchema, deleteAccountSchema } from '@/lib/accounts/schemas'
import { changeAddressAction, deleteAccountAction } from './actions'

export function ChangeAddressForm() {
  const form = useActionForm({ action: changeAddressAction, schema: changeAddressSchema })
  return (
    <Form form={form}>
      <TextField
        name="new_email"
        label="New e-mail address"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField label="Current password" />
      <SubmitButton className="sm:self-start">Change address</SubmitButton>
    </Form>
  )
}

/** @param graceDays how long a log-in takes it back */
export function DeleteAccountForm({ graceDays }: { graceDays: number }) {
  const form = useActionForm({ action: deleteAccountAction, schema: deleteAccountSchema })
  return (
    <Form form={form}>
      <PasswordField label="Current password" />
      <ConfirmSubmitButton
        question={{
          title: 'Delete your account?',
          text: `You are logged out everywhere now. In ${graceDays} days all that you have here is gone for good.`,
          confirmLabel: 'Yes, delete it',
          cancelLabel: 'Keep my account',
        }}
        variant="danger"
        className="sm:self-start"
      >
        Delete my account
      </ConfirmSubmitButton>
    </Form>
  )
}
