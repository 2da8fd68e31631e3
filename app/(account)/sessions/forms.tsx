'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ConfirmSubmitButton } from '@/components/forms/confirm-submit-button'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { revokeOtherSessionsAction, revokeSessionAction } from './actions'
import { DEVICE_CLASS } from './device-class'

/**
 * A row of the list of devices, with the button that logs it out. The row goes at once, and comes back with the reason
 * where that fails; `device` tells screen readers which it is.
 */
export function OtherDevice({ id, device, children }: { id: string; device: string; children: ReactNode }) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: revokeSessionAction })
  return (
    <li hidden={form.isPending} className={DEVICE_CLASS}>
      {children}
      <Form form={form} className="ms-auto max-w-full shrink-0 has-[[role=status]:not(:empty)]:w-full">
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="secondary" className="self-end">
          {t.rich('logOutDevice', { device, hidden: (text) => <span className="sr-only">{text}</span> })}
        </SubmitButton>
      </Form>
    </li>
  )
}

export function EndOtherSessionsForm() {
  const t = useTranslations('forms')
  const form = useActionForm({ action: revokeOtherSessionsAction })
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
