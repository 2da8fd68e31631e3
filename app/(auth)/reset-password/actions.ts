'use server'

import { redirect } from 'next/navigation'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { resetPassword } from '@/lib/passwords/reset-password'
import { resetPasswordSchema } from '@/lib/passwords/schemas'

const action = formAction(
  resetPasswordSchema,
  resetPassword,
  async () => redirect('/login?notice=password-reset'),
  'input',
)

/** Sets a new password by the emailed token, and leads to the login page. */
export const resetPasswordAction: FormAction = async (previous, form) => action(previous, form)
