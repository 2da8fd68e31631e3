'use server'

import { redirect } from 'next/navigation'
import { undoEmailChangeFormSchema } from '@/lib/email-change/schemas'
import { undoEmailChange } from '@/lib/email-change/undo-email-change'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(
  undoEmailChangeFormSchema,
  undoEmailChange,
  async () => redirect('/undo-email-change?notice=done'),
  'input',
)

/** Brings the old address back, and logs everybody out. */
export const undoEmailChangeAction: FormAction = async (previous, form) => action(previous, form)
