'use client'

import { z } from 'zod'
import { ConfirmSubmitButton } from '@/components/forms/confirm-submit-button'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { endSessionFormSchema } from '@/lib/sessions/schemas'
import { endOtherSessionsAction, endSessionAction } from './actions'

const NO_FIELDS = z.object({})

/** The button that logs one device out; `device` tells screen readers which. */
export function EndSessionForm({ id, device }: { id: string; device: string }) {
  const form = useActionForm({ action: endSessionAction, schema: endSessionFormSchema })
  return (
    <Form form={form}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="secondary">
        Log out<span className="sr-only"> {device}</span>
      </SubmitButton>
    </Form>
  )
}

export function EndOtherSessionsForm() {
  const form = useActionForm({ action: endOtherSessionsAction, schema: NO_FIELDS })
  return (
    <Form form={form}>
      <ConfirmSubmitButton
        question={{
          title: 'Log out everywhere else?',
          text: 'Every other device and app has to log in again. You stay logged in here.',
          confirmLabel: 'Log out the others',
          cancelLabel: 'Cancel',
        }}
        variant="secondary"
        className="sm:self-start"
      >
        Log out everywhere else
      </ConfirmSubmitButton>
    </Form>
  )
}
