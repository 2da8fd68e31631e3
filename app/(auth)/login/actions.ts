'use server'

import { redirect } from 'next/navigation'
import { afterLogIn } from '@/lib/next/after-log-in'
import { setPendingRegistrationCookie } from '@/lib/next/pending-registration-cookie'
import { enterSession } from '@/lib/next/enter-session'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { logIn } from '@/lib/sessions/log-in'
import { logInFormSchema } from '@/lib/sessions/schemas'

const action = formAction(
  logInFormSchema,
  logIn,
  async (result, { callbackUrl }) => {
    const target = afterLogIn(callbackUrl)
    if (result.kind === 'unverified') {
      await setPendingRegistrationCookie({ ...result, returnTo: target })
      redirect('/verify-email')
    }
    await enterSession(result.session)
    if (!result.isDeletionUndone) redirect(target)
    // Said first of all. From there a link leads on to where the person was going.
    const returnTo = target === '/profile' ? '' : `&callbackUrl=${encodeURIComponent(target)}`
    redirect(`/profile?notice=deletion-undone${returnTo}`)
  },
  'input',
)

/** Logs in, and leads to where the person was going; with the address unverified, to the page for the code. */
export const logInAction: FormAction = async (previous, form) => action(previous, form)
