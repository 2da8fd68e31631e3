'use server'

import { formAction, type FormAction } from '@/lib/next/form-action'
import { signInBrowser } from '@/lib/next/next-auth'
import { changePassword } from '@/lib/passwords/change-password'
import { changePasswordSchema } from '@/lib/passwords/schemas'

const action = formAction(changePasswordSchema, changePassword, async (session) => {
  if (session) await signInBrowser(session)
  return { message: 'Your password is changed. You are logged out everywhere else.' }
})

/** Changes the password; this browser stays logged in, under a new session id. */
export const changePasswordAction: FormAction = async (previous, form) => action(previous, form)
