'use server'

import { redirect } from 'next/navigation'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { signInBrowser } from '@/lib/next/next-auth'
import { changePassword } from '@/lib/passwords/change-password'
import { changePasswordSchema } from '@/lib/passwords/schemas'

const action = formAction(changePasswordSchema, changePassword, async (session) => {
  if (session) await signInBrowser(session)
  // By a new request: rendered within this one, the page would still read the old cookie, whose session has ended.
  redirect('/change-password?notice=changed')
})

/** Changes the password; this browser stays logged in, under a new session id. */
export const changePasswordAction: FormAction = async (previous, form) => action(previous, form)
