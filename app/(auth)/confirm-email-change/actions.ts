'use server'

import { redirect } from 'next/navigation'
import { confirmEmailChange } from '@/lib/email-change/confirm-email-change'
import { confirmEmailChangeFormSchema } from '@/lib/email-change/schemas'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(
  confirmEmailChangeFormSchema,
  async (input, ctx) => {
    const { userId } = await confirmEmailChange(input, ctx)
    return { isOther: ctx.actor !== null && ctx.actor.userId !== userId }
  },
  async ({ isOther }) => redirect(`/confirm-email-change?notice=${isOther ? 'done-for-other' : 'done'}`),
)

/** Makes the new address the account's. */
export const confirmEmailChangeAction: FormAction = async (previous, form) => action(previous, form)
