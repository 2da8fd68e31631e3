'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requestEmailChange } from '@/lib/email-change/request-email-change'
import { requestEmailChangeSchema } from '@/lib/email-change/schemas'
import { deleteAccountSchema } from '@/lib/accounts/schemas'
import { scheduleDeletion } from '@/lib/accounts/schedule-deletion'
import { displayEmail } from '@/lib/fields/email-display'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { signOutBrowser } from '@/lib/next/next-auth'

const requestChange = formAction(requestEmailChangeSchema, requestEmailChange, async (_result, { new_email }) => ({
  message: (await getTranslations('pages.account'))('changeRequested', { email: displayEmail(new_email) }),
}))

const deleteAccount = formAction(deleteAccountSchema, scheduleDeletion, async () => {
  await signOutBrowser()
  redirect('/login?notice=deletion-scheduled')
})

/** Asks to change the address; the new one has to be verified by an emailed link. */
export const requestEmailChangeAction: FormAction = async (previous, form) => requestChange(previous, form)
/** Schedules the deletion of the account, and logs out everywhere. */
export const deleteAccountAction: FormAction = async (previous, form) => deleteAccount(previous, form)
