'use server'

import { redirect } from 'next/navigation'
import { register } from '@/lib/registration/register'
import { registerFormSchema } from '@/lib/registration/schemas'
import { afterLogIn } from '@/lib/next/after-log-in'
import { setPendingRegistrationCookie } from '@/lib/next/pending-registration-cookie'
import { enterSession } from '@/lib/next/enter-session'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(
  registerFormSchema,
  register,
  async (result, { callbackUrl }) => {
    const target = afterLogIn(callbackUrl)
    if (result.verification === 'optional') {
      await enterSession(result.session)
      redirect(target)
    }
    await setPendingRegistrationCookie({ ...result, returnTo: target })
    redirect('/verify-email')
  },
  'input',
)

/** Registers, and leads to the page for the code; with EMAIL_VERIFICATION=optional straight in. */
export const registerAction: FormAction = async (previous, form) => action(previous, form)
