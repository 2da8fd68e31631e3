'use server'

import { redirect } from 'next/navigation'
import { config } from '@/lib/config/config'
import { returnUrl } from '@/lib/http/return-url'
import { setClaimCookie } from '@/lib/next/claim-cookie'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { signInBrowser } from '@/lib/next/next-auth'
import { logIn } from '@/lib/sessions/log-in'
import { logInFormSchema } from '@/lib/sessions/schemas'

const action = formAction(
  logInFormSchema,
  (input, ctx) => logIn(input, ctx, 'browser'),
  async (result, { callbackUrl }) => {
    if (result.kind === 'unverified') {
      await setClaimCookie(result)
      redirect('/verify-email')
    }
    await signInBrowser(result.session)
    const { appUrl, returnOrigins, afterLoginUrl } = config()
    const target = returnUrl({ wish: callbackUrl, appUrl, allowedOrigins: returnOrigins, fallback: afterLoginUrl })
    if (!result.isDeletionUndone) redirect(target)
    // Said first of all. From there a link leads on to where the person was going.
    const onward = target === '/profile' ? '' : `&callbackUrl=${encodeURIComponent(target)}`
    redirect(`/profile?notice=deletion-undone${onward}`)
  },
)

/** Logs in, and leads to where the person was going; with the address unproven, to the page for the code. */
export const logInAction: FormAction = async (previous, form) => action(previous, form)
