'use server'

import { redirect } from 'next/navigation'
import { undoAddressFormSchema } from '@/lib/accounts/schemas'
import { undoAddressChange } from '@/lib/accounts/undo-address-change'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(undoAddressFormSchema, undoAddressChange, async () => redirect('/undo-address-change?notice=done'), 'input')

/** Brings the old address back, and logs everybody out. */
export const undoAddressAction: FormAction = async (previous, form) => action(previous, form)
