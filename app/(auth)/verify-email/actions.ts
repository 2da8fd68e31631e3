'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { resendVerification } from '@/lib/registration/resend-verification'
import {
  resendVerificationFormSchema,
  verifyByCodeFormSchema,
  verifyByLinkFormSchema,
  cancelRegistrationFormSchema,
} from '@/lib/registration/schemas'
import { verifyEmail } from '@/lib/registration/verify-email'
import { cancelRegistration } from '@/lib/registration/cancel-registration'
import { AppError } from '@/lib/errors/app-error'
import { afterLogIn } from '@/lib/next/after-log-in'
import { clearPendingRegistrationCookie, readPendingRegistrationCookie } from '@/lib/next/pending-registration-cookie'
import { enterSession } from '@/lib/next/enter-session'
import { findPendingRegistration } from '@/lib/next/find-pending-registration'
import { formAction, type FormAction } from '@/lib/next/form-action'
import type { StartedSession } from '@/lib/sessions/start-session'

async function enter(session: StartedSession) {
  const registration = await readPendingRegistrationCookie()
  await enterSession(session)
  await clearPendingRegistrationCookie()
  redirect(afterLogIn(registration?.returnTo))
}

const byCode = formAction(
  verifyByCodeFormSchema,
  async ({ code, username }, ctx) => {
    const registration = await findPendingRegistration(ctx)
    if (!registration) throw new AppError('invalid_token')
    return verifyEmail(
      {
        proof: {
          by: 'code',
          code,
          pendingRegistrationId: registration.pendingRegistrationId,
          email: registration.email,
        },
        username,
      },
      ctx,
    )
  },
  enter,
)

const byLink = formAction(
  verifyByLinkFormSchema,
  async ({ token, password, username }, ctx) => {
    const pendingRegistrationId = (await findPendingRegistration(ctx))?.pendingRegistrationId ?? null
    return verifyEmail({ proof: { by: 'link', token, password, pendingRegistrationId }, username }, ctx)
  },
  enter,
)

const resend = formAction(
  resendVerificationFormSchema,
  async ({ email }, ctx) => {
    const registration = await findPendingRegistration(ctx)
    const address = email ?? registration?.email
    if (!address) throw AppError.atField('invalid_input', 'email', 'email_missing')
    await resendVerification(
      { email: address, pendingRegistrationId: registration?.pendingRegistrationId ?? null },
      ctx,
    )
  },
  async () => ({
    message: (await getTranslations('pages.verifyEmail'))('resent'),
  }),
)

// To a page of its own: the link is dead now, and its page would say so instead of thanking.
const notMe = formAction(
  cancelRegistrationFormSchema,
  cancelRegistration,
  async () => redirect('/verify-email?notice=not-me'),
  'input',
)

/** Proves the address of this browser's pending registration by the six digits, and logs in. */
export const verifyByCodeAction: FormAction = async (previous, form) => byCode(previous, form)
/** Proves an address by the emailed link, and logs in. */
export const verifyByLinkAction: FormAction = async (previous, form) => byLink(previous, form)
/** Mails a new code and link. */
export const resendVerificationAction: FormAction = async (previous, form) => resend(previous, form)
/** "This was not me": ends the pending registration behind an emailed link. */
export const cancelRegistrationAction: FormAction = async (previous, form) => notMe(previous, form)
