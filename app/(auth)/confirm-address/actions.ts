'use server'

import { redirect } from 'next/navigation'
import { confirmAddressChange } from '@/lib/accounts/confirm-address-change'
import { confirmAddressFormSchema } from '@/lib/accounts/schemas'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(confirmAddressFormSchema, confirmAddressChange, async () => redirect('/confirm-address?notice=done'))

/** Makes the new address the account's. */
export const confirmAddressAction: FormAction = async (previous, form) => action(previous, form)
