'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { resendVerification } from '@/lib/accounts/resend-verification'
import {
  resendVerificationFormSchema,
  verifyByCodeFormSchema,
  verifyByLinkFormSchema,
  voidClaimFormSchema,
} from '@/lib/accounts/schemas'
import { verifyEmail } from '@/lib/accounts/verify-email'
import { voidClaim } from '@/lib/accounts/void-claim'
import { AppError } from '@/lib/errors/app-error'
import { afterLogIn } from '@/lib/next/after-log-in'
import { clearClaimCookie, readClaimCookie } from '@/lib/next/claim-cookie'
import { enterSession } from '@/lib/next/enter-session'
import { findBrowserClaim } from '@/lib/next/find-browser-claim'
import { formAction, type FormAction } from '@/lib/next/form-action'
import type { StartedSession } from '@/lib/sessions/start-session'

async function enter(session: StartedSession) {
  const claim = await readClaimCookie()
  await enterSession(session)
  await clearClaimCookie()
  redirect(afterLogIn(claim?.onward))
}

const byCode = formAction(
  verifyByCodeFormSchema,
  async ({ code, username }, ctx) => {
    const claim = await findBrowserClaim(ctx)
    if (!claim) throw new AppError('invalid_token')
    return verifyEmail({ proof: { by: 'code', code, claimId: claim.claimId, email: claim.email }, username }, ctx)
  },
  enter,
)

const byLink = formAction(
  verifyByLinkFormSchema,
  async ({ token, password, username }, ctx) => {
    const claimId = (await findBrowserClaim(ctx))?.claimId ?? null
    return verifyEmail({ proof: { by: 'link', token, password, claimId }, username }, ctx)
  },
  enter,
)

const resend = formAction(
  resendVerificationFormSchema,
  async ({ email }, ctx) => {
    const claim = await findBrowserClaim(ctx)
    const address = email ?? claim?.email
    if (!address) throw AppError.atField('invalid_input', 'email', 'email_missing')
    await resendVerification({ email: address, claimId: claim?.claimId ?? null }, ctx)
  },
  async () => ({
    message: (await getTranslations('pages.verifyEmail'))('resent'),
  }),
)

// To a page of its own: the link is dead now, and its page would say so instead of thanking.
const notMe = formAction(voidClaimFormSchema, voidClaim, async () => redirect('/verify-email?notice=not-me'), 'input')

/** Proves the address of this browser's claim by the six digits, and logs in. */
export const verifyByCodeAction: FormAction = async (previous, form) => byCode(previous, form)
/** Proves an address by the mailed link, and logs in. */
export const verifyByLinkAction: FormAction = async (previous, form) => byLink(previous, form)
/** Mails a new code and link. */
export const resendVerificationAction: FormAction = async (previous, form) => resend(previous, form)
/** "This was not me": ends the claim behind a mailed link. */
export const voidClaimAction: FormAction = async (previous, form) => notMe(previous, form)
