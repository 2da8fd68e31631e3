'use server'

import { redirect } from 'next/navigation'
import { confirmAddressChange } from '@/lib/accounts/confirm-address-change'
import { confirmAddressFormSchema } from '@/lib/accounts/schemas'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(
  confirmAddressFormSchema,
  async (input, ctx) => {
    const { userId } = await confirmAddressChange(input, ctx)
    return { isOther: ctx.actor !== null && ctx.actor.userId !== userId }
  },
  async ({ isOther }) => redirect(`/confirm-address?notice=${isOther ? 'done-for-other' : 'done'}`),
)

/** Makes the new address the account's. */
export const confirmAddressAction: FormAction = async (previous, form) => action(previous, form)
