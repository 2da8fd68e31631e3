'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { TextField } from '@/components/forms/text-field'
import { useActionForm } from '@/components/forms/use-action-form'
import { verifyByCodeAction } from './actions'
import { NewUsername } from './new-username'

const loadSchema = async () => (await import('@/lib/registration/schemas')).verifyByCodeFormSchema

export function CodeForm() {
  const t = useTranslations('forms')
  const form = useActionForm({ action: verifyByCodeAction, loadSchema })
  return (
    <Form form={form}>
      <TextField
        name="code"
        label={t('code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        placeholder="000 000"
        dir="ltr"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is there for this one field
        autoFocus
        className="ps-[calc(0.875rem+0.3em)] text-center text-xl font-medium tracking-[0.3em] tabular-nums placeholder:text-muted/50"
        onFocus={(event) => event.currentTarget.select()}
      />
      <NewUsername />
      <SubmitButton>{t('verify')}</SubmitButton>
    </Form>
  )
}
