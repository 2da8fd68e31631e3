'use client'

import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { ActionFormContext } from './action-form-context'
import { FormMessage } from './form-message'
import { ShownForField } from './shown-for'
import type { ActionForm } from './use-action-form'

/** The `<form>` of {@link useActionForm}, its message on top; the fields inside find it by themselves. */
export function Form({ form, className, children }: { form: ActionForm; className?: string; children: ReactNode }) {
  return (
    <ActionFormContext value={form}>
      <form
        ref={form.formRef}
        action={form.plainAction}
        onSubmit={form.submit}
        noValidate
        className={classNames('flex flex-col gap-5', className)}
      >
        <ShownForField />
        <FormMessage />
        {children}
      </form>
    </ActionFormContext>
  )
}
