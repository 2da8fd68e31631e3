import { z } from 'zod'
import type { FieldProblem } from '@/lib/errors/field-problem'
import {
  bio,
  BIO_MAX_LENGTH,
  callbackUrl,
  code,
  email,
  location,
  name,
  newPassword,
  password,
  phone,
  presentText,
  token,
  username,
  website,
} from '@/lib/fields/schemas'

export const registerSchema = z.object({
  username: username.optional(),
  email,
  name: name.optional(),
  password: newPassword,
})

/** The page asks for the username; programs may leave it out and get one. A form that is sent twice has one `formToken`. */
export const registerFormSchema = registerSchema
  .required({ username: true })
  .extend({ callbackUrl, formToken: z.string().max(100).optional() })

/** In the browser that registered: the code alone. `username` only when the first choice was taken meanwhile. */
export const verifyByCodeFormSchema = z.object({ code, username: username.optional() })

/** From the mailed link: the password too, when this is not the browser that registered. */
export const verifyByLinkFormSchema = z.object({ token, password: password.optional(), username: username.optional() })

export const cancelRegistrationFormSchema = z.object({ token })

/** Without an address the browser's own pending registration is meant. */
export const resendVerificationFormSchema = z.object({ email: email.optional() })

/** What new values of a profile are held to. */
export const profileFieldSchemas = { username, name, bio, location, website, phone }

/** Any value may be the present one, whatever that is: an imported one is. A new one is held to {@link profileFieldSchemas}. */
export const updateProfileSchema = z
  .object({
    username: presentText('username_missing', 'username_invalid').meta({
      description: '3 to 30 letters, digits, dots, dashes and underscores. The current value is always accepted.',
    }),
    name: presentText('text_missing', 'text_invalid').meta({
      description: 'At most 100 characters. The current value is always accepted.',
    }),
    bio: presentText('text_missing', 'bio_invalid').meta({
      description: `At most ${BIO_MAX_LENGTH} characters; line breaks are kept. The current value is always accepted.`,
    }),
    location: presentText('text_missing', 'text_invalid').meta({
      description: 'At most 100 characters. The current value is always accepted.',
    }),
    website: presentText('text_missing', 'text_invalid').meta({
      description: 'Empty, or a URL that starts with http:// or https://. The current value is always accepted.',
    }),
    phone: presentText('text_missing', 'text_invalid').meta({
      description:
        'Empty, or digits with spaces, brackets, dots and dashes, optionally after a plus sign. The current value is always accepted.',
    }),
  })
  .partial()

type ProfileFields = { [Name in keyof typeof profileFieldSchemas]: string }

/** The same in the browser, which knows the present values: it tells of a bad new one before anything is sent. */
export const updateProfileFormSchema = (present: ProfileFields) =>
  z
    .object({
      username: username.or(z.literal(present.username)),
      name: name.or(z.literal(present.name)),
      bio: bio.or(z.literal(present.bio)),
      location: location.or(z.literal(present.location)),
      website: website.or(z.literal(present.website)),
      phone: phone.or(z.literal(present.phone)),
    })
    .partial()

export const createAdminSchema = z.object({ username, email, name: name.optional(), password: newPassword })

export const requestEmailChangeSchema = z.object({ new_email: email, password })
export const confirmEmailChangeFormSchema = z.object({ token, password: password.optional() })
export const undoEmailChangeFormSchema = z.object({ token })
export const deleteAccountSchema = z.object({ password })

export const resendVerificationSchema = z.object({ email })

type VerifyEmailRequest =
  | { token: string; username?: string | undefined }
  | { email: string; otp: string; username?: string | undefined }

/** Programs prove an address by it and the six digits, or by the mailed link's token. */
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

export const listUsersQuerySchema = z.object({
  q: name.optional().meta({ description: 'The start of a username or name.' }),
  cursor: z
    .string()
    .regex(/^[\w-]{1,1000}$/, 'Follow `next`.')
    .optional()
    .meta({ description: 'Where the page starts: taken from `next`.' }),
  limit: z.coerce
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(1, 'At least 1.')
    .max(100, 'At most 100.')
    .default(20)
    .meta({ description: 'The number of users per page.' }),
})

const date = z.iso.datetime()

const profileFields = z.object({
  id: z.string(),
  number: z.number().int().nullable().meta({
    description:
      'The account’s number, ascending and never reused: its `id` on legacy paths. Null only while the server is being upgraded, for minutes at most.',
  }),
  username: z.string(),
  name: z.string(),
  email: z.string(),
  is_email_verified: z.boolean(),
  role: z.string(),
  bio: z.string(),
  location: z.string(),
  website: z.string(),
  phone: z.string(),
  avatar_url: z.string().nullable().meta({ description: 'An absolute URL, or null.' }),
  date_joined: date,
  creation_date: date.meta({ description: 'The same as `date_joined`.' }),
  last_updated: date.meta({ description: 'When the profile last changed. Logins and password changes do not count.' }),
  last_login: date.nullable(),
  last_password_change: date.nullable(),
})

export const profileObjectSchema = profileFields.meta({ id: 'Profile' })

export const publicUserObjectSchema = profileFields
  .pick({
    id: true,
    number: true,
    username: true,
    name: true,
    bio: true,
    location: true,
    website: true,
    avatar_url: true,
    date_joined: true,
  })
  .meta({ id: 'PublicUser' })
