'use client'

import { useTranslations } from 'next-intl'
import { ConfirmSubmitButton } from '@/components/forms/confirm-submit-button'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { endOtherSessionsAction, endSessionAction } from './actions'

/** The button that logs one device out; `device` tells screen readers which. */
export function EndSessionForm({ id, device }: { id: string; device: string }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: endSessionAction })
  return (
    <Form form={form}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="secondary">
        {t.rich('logOutDevice', { device, hidden: (text) => <span className="sr-only">{text}</span> })}
      </SubmitButton>
    </Form>
  )
}

export function EndOtherSessionsForm() {
  const t = useTranslations('forms')
  const form = useActionForm({ action: endOtherSessionsAction })
  return (
    <Form form={form}>
      <ConfirmSubmitButton
        question={{
          title: t('logOutElsewhereQuestion'),
          text: t('logOutElsewhereConsequence'),
          confirmLabel: t('logOutElsewhereYes'),
          cancelLabel: t('cancel'),
        }}
        variant="secondary"
        className="sm:self-start"
      >
        {t('logOutElsewhere')}
      </ConfirmSubmitButton>
    </Form>
  )
}
