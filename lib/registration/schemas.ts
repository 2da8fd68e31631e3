import { z } from 'zod'
import type { FieldProblem } from '@/lib/errors/field-problem'
import { callbackUrl, code, email, name, newPassword, password, token, username } from '@/lib/fields/schemas'

export const registerSchema = z.object({
  username: username.optional(),
  email,
  name: name.optional(),
  password: newPassword,
})

/**
 * The page requires a username; API clients may omit it and get one. A form that is sent twice has the same
 * `formToken`.
 */
export const registerFormSchema = registerSchema
  .required({ username: true })
  .extend({ callbackUrl, formToken: z.string().max(100).optional() })

/** In the browser that registered: the code alone. `username` only if someone else took the first choice. */
export const verifyByCodeFormSchema = z.object({ code, username: username.optional() })

/** From the emailed link: also the password, unless this is the browser that registered. */
export const verifyByLinkFormSchema = z.object({ token, password: password.optional(), username: username.optional() })

export const cancelRegistrationFormSchema = z.object({ token })

/** Without an email address: the browser's own pending registration. */
export const resendVerificationFormSchema = z.object({ email: email.optional() })

export const resendVerificationSchema = z.object({ email })

type VerifyEmailRequest =
  | { token: string; username?: string | undefined }
  | { email: string; otp: string; username?: string | undefined }

/** API clients send the email address and the six digits, or the token of the emailed link. */
export const verifyEmailSchema = z
  .object({ email: email.optional(), otp: code.optional(), token: token.optional(), username: username.optional() })
  .meta({ anyOf: [{ required: ['token'] }, { required: ['email', 'otp'] }] })
  .transform((given, context): VerifyEmailRequest => {
    const { otp } = given
    if (given.token !== undefined) return { token: given.token, username: given.username }
    if (otp !== undefined && given.email !== undefined) return { otp, email: given.email, username: given.username }
    if (given.email === undefined)
      context.addIssue({ code: 'custom', message: 'email_missing' satisfies FieldProblem, path: ['email'] })
    if (otp === undefined)
      context.addIssue({ code: 'custom', message: 'code_invalid' satisfies FieldProblem, path: ['otp'] })
    return z.NEVER
  })
