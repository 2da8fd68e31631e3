import { z } from 'zod'
import {
  line,
  lines,
  name,
  password,
  plainDigits,
  presentText,
  problem,
  required,
  username,
} from '@/lib/fields/schemas'

/** In characters. */
export const BIO_MAX_LENGTH = 500

/** Empty, or a URL that a browser opens as a page: nothing that runs script. */
const website = line(200)
  .refine(
    (text) => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
    problem('website_invalid'),
  )
  .meta({ description: 'Empty, or a URL that starts with http:// or https://.' })

const phone = required('text_missing')
  .overwrite(plainDigits)
  .trim()
  .max(32, problem('text_too_long:32'))
  .refine((text) => text === '' || /^\+?[\d ().-]{4,}$/.test(text), problem('phone_invalid'))
  .meta({ description: 'Empty, or digits with spaces, brackets, dots and dashes, optionally after a plus sign.' })

/** The texts of a profile, each with the rule for a new value. Columns of the same names store them. */
export const profileFieldSchemas = { username, name, bio: lines(BIO_MAX_LENGTH), location: line(100), website, phone }

export type ProfileField = keyof typeof profileFieldSchemas

export const PROFILE_FIELDS = Object.keys(profileFieldSchemas) as ProfileField[]

/** The fields that every logged-in user sees of others. */
export const PUBLIC_PROFILE_FIELDS = [
  'username',
  'name',
  'bio',
  'location',
  'website',
] as const satisfies ProfileField[]

/** One value for each of some fields. */
export function byField<Field extends string, Value>(fields: readonly Field[], valueOf: (field: Field) => Value) {
  return Object.fromEntries(fields.map((field) => [field, valueOf(field)])) as Record<Field, Value>
}

/**
 * The current value is always accepted, even an imported one that breaks today's rules. A value is checked against
 * {@link profileFieldSchemas} only if it differs.
 */
export const updateProfileSchema = z
  .object(
    byField(PROFILE_FIELDS, (field) => {
      const rule = profileFieldSchemas[field].meta()?.description
      return presentText.meta({ description: `${rule} The current value is always accepted.` })
    }),
  )
  .partial()

/** The same in the browser, which knows the current values: it reports a bad new value before anything is sent. */
export const updateProfileFormSchema = (current: Record<ProfileField, string>) =>
  z.object(byField(PROFILE_FIELDS, (field) => profileFieldSchemas[field].or(z.literal(current[field])))).partial()

export const deleteAccountSchema = z.object({ password })

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

const profileObject = z.object({
  id: z.string(),
  number: z.number().int().nullable().meta({
    description:
      'The account’s number, ascending and never reused: its `id` on legacy paths. Null only while the server is being upgraded, for minutes at most.',
  }),
  ...byField(PROFILE_FIELDS, () => z.string()),
  email: z.string(),
  is_email_verified: z.boolean(),
  role: z.string(),
  avatar_url: z.string().nullable().meta({ description: 'An absolute URL, or null.' }),
  date_joined: date,
  creation_date: date.meta({ description: 'The same as `date_joined`.' }),
  last_updated: date.meta({ description: 'When the profile last changed. Logins and password changes do not count.' }),
  last_login: date.nullable(),
  last_password_change: date.nullable(),
})

export const profileObjectSchema = profileObject.meta({ id: 'Profile' })

export const publicUserObjectSchema = profileObject
  .pick({
    id: true,
    number: true,
    ...byField(PUBLIC_PROFILE_FIELDS, () => true as const),
    avatar_url: true,
    date_joined: true,
  })
  .meta({ id: 'PublicUser' })
