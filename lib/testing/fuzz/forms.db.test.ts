import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { confirmEmailChange } from '@/lib/email-change/confirm-email-change'
import { register } from '@/lib/registration/register'
import { requestEmailChange } from '@/lib/email-change/request-email-change'
import { resendVerification } from '@/lib/registration/resend-verification'
import * as accounts from '@/lib/accounts/schemas'
import * as emailChange from '@/lib/email-change/schemas'
import * as registration from '@/lib/registration/schemas'
import { scheduleDeletion } from '@/lib/accounts/schedule-deletion'
import { undoEmailChange } from '@/lib/email-change/undo-email-change'
import { updateProfile } from '@/lib/accounts/update-profile'
import { verifyEmail } from '@/lib/registration/verify-email'
import { cancelRegistration } from '@/lib/registration/cancel-registration'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { changePassword } from '@/lib/passwords/change-password'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { resetPassword } from '@/lib/passwords/reset-password'
import * as passwords from '@/lib/passwords/schemas'
import { revokeSession } from '@/lib/sessions/revoke-session'
import { logIn } from '@/lib/sessions/log-in'
import * as sessions from '@/lib/sessions/schemas'
import { aContext, anActor } from '@/lib/testing/operation-fixtures'
import { answerInTime } from './answer-in-time'
import { fuzzOptions } from './fuzz-options'
import { aKnownAccount } from './known-account'
import { formWithKnown, fuzzForms, type Known } from './requests'

type Form = { fields: string[]; send: (fields: Record<string, string>, ctx: Context) => Promise<unknown> }

/** A form of a page: what is no valid input never reaches its operation. */
function form<S extends z.ZodType>(schema: S, operation: (input: z.output<S>, ctx: Context) => Promise<unknown>): Form {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return {
    fields: Object.keys(properties),
    send: async (fields, ctx) => {
      const parsed = schema.safeParse(fields)
      if (parsed.success) await operation(parsed.data, ctx)
    },
  }
}

/** As the actions of the pages put them together. */
const FORMS: Record<string, Form> = {
  register: form(registration.registerFormSchema, register),
  'log in': form(sessions.logInFormSchema, logIn),
  'verify by code': form(
    registration.verifyByCodeFormSchema.extend({ email: registration.resendVerificationSchema.shape.email }),
    ({ code, email, username }, ctx) =>
      verifyEmail({ proof: { by: 'code', code, email, pendingRegistrationId: null }, username }, ctx),
  ),
  'verify by link': form(registration.verifyByLinkFormSchema, ({ token, password, username }, ctx) =>
    verifyEmail({ proof: { by: 'link', token, password, pendingRegistrationId: null }, username }, ctx),
  ),
  'cancel a registration': form(registration.cancelRegistrationFormSchema, cancelRegistration),
  'resend a verification': form(registration.resendVerificationSchema, ({ email }, ctx) =>
    resendVerification({ email, pendingRegistrationId: null }, ctx),
  ),
  'forgot password': form(passwords.requestPasswordResetSchema, requestPasswordReset),
  'reset password': form(passwords.resetPasswordSchema, resetPassword),
  'change password': form(passwords.changePasswordSchema, changePassword),
  'edit profile': form(accounts.updateProfileSchema, updateProfile),
  'change address': form(emailChange.requestEmailChangeSchema, requestEmailChange),
  'confirm address': form(emailChange.confirmEmailChangeFormSchema, confirmEmailChange),
  'undo a change of address': form(emailChange.undoEmailChangeFormSchema, undoEmailChange),
  'delete account': form(accounts.deleteAccountSchema, scheduleDeletion),
  'end a session': form(sessions.revokeSessionFormSchema, revokeSession),
}

/** Forms sent side by side, after which the known account is renewed. */
const AT_ONCE = 25

describe('the forms of the pages', () => {
  const { inputs, seed, milliseconds, tell } = fuzzOptions({ inputs: 250, seconds: 10 })
  const sent = fc
    .constantFrom(...Object.keys(FORMS))
    .chain((name) =>
      fc.record({ name: fc.constant(name), fields: fuzzForms(FORMS[name]?.fields ?? []), isLoggedIn: fc.boolean() }),
    )

  it(
    `take every input, or refuse it by a code of the catalogue, seed ${seed} (S64)`,
    async () => {
      let count = 0
      let known: Known
      await fc.assert(
        fc
          .asyncProperty(fc.array(sent, { minLength: 1, maxLength: AT_ONCE, size: 'max' }), async (forms) => {
            const outcomes = await Promise.all(
              forms.map(async ({ name, fields, isLoggedIn }) => {
                const actor = isLoggedIn ? await anActor({ id: known.id, role: 'user' }) : null
                const sending =
                  FORMS[name]?.send(formWithKnown(fields, known), aContext({ actor })) ?? Promise.resolve()
                return answerInTime(sending).catch((error: unknown) => error)
              }),
            )
            for (const error of outcomes)
              if (error instanceof Error && !(error instanceof AppError && error.status < 500)) throw error
            count += forms.length
          })
          .beforeEach(async () => void (known = await aKnownAccount())),
        {
          numRuns: Math.ceil((2 * inputs) / AT_ONCE),
          seed,
          interruptAfterTimeLimit: milliseconds,
          markInterruptAsFailure: false,
        },
      )
      tell(count)
      expect(count).toBeGreaterThan(0)
    },
    2 * milliseconds + 120_000,
  )
})
