'use client'

import { useTranslations } from 'next-intl'
import { EmailField } from '@/components/forms/email-field'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { useStickyTrue } from '@/components/forms/use-sticky-true'
import { resendVerificationAction } from './actions'

const loadSchema = async () => (await import('@/lib/registration/schemas')).resendVerificationFormSchema

type ResendFormProps = {
  asksForEmail?: boolean
  /** Takes the person on; otherwise they go on at what the form says. */
  onSent?: () => void
  /** Of its button. */
  className?: string
}

/** Asks for a new mail: to the address that this browser registered, or to one that is typed. */
export function ResendForm({ asksForEmail = false, onSent, className }: ResendFormProps) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: resendVerificationAction, loadSchema, onDone: onSent })
  const hasEmailField = useStickyTrue(asksForEmail || form.state.fieldErrors.email !== undefined)
  return (
    <Form form={form}>
      {hasEmailField && <EmailField />}
      <SubmitButton variant={asksForEmail ? 'primary' : 'secondary'} className={className}>
        {t('sendNewEmail')}
      </SubmitButton>
    </Form>
  )
}
