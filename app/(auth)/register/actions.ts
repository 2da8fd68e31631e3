'use server'

import { redirect } from 'next/navigation'
import { register } from '@/lib/accounts/register'
import { registerFormSchema } from '@/lib/accounts/schemas'
import { config } from '@/lib/config/config'
import { setClaimCookie } from '@/lib/next/claim-cookie'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { signInBrowser } from '@/lib/next/next-auth'

const action = formAction(
  registerFormSchema,
  (input, ctx) => register(input, ctx, 'browser'),
  async (result) => {
    if (result.verification === 'optional') {
      await signInBrowser(result.session)
      redirect(config().afterLoginUrl)
    }
    await setClaimCookie(result)
    redirect('/verify-email')
  },
)

/** Registers, and leads to the page for the code; with EMAIL_VERIFICATION=optional straight in. */
export const registerAction: FormAction = async (previous, form) => action(previous, form)
