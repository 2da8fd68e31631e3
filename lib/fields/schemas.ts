import { z } from 'zod'
import type { FieldProblem } from '@/lib/errors/field-problem'
import { parseEmailAddress } from './email-address'
import { normalizePassword } from './normalize-password'

/** The longest password in UTF-8 bytes; nothing up to here is cut off. */
export const PASSWORD_MAX_BYTES = 1024
/** In characters: more than any column of MySQL takes. */
const PRESENT_TEXT_MAX_LENGTH = 10_000

// NUL ends strings in some databases, half a surrogate pair is no text at all, and what turns the direction of writing
// (U+202A to U+202E, U+2066 to U+2069) shows a name as another.
// oxlint-disable-next-line no-control-regex -- naming the characters is the point
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/
// oxlint-disable-next-line no-control-regex -- as above, but for line breaks and tabs
const CONTROL_CHARACTERS_IN_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
// Between letters and in emoji the joiners among them say how to write; alone they show a name that is not there.
// Unicode does not count Braille's blank cell and the marks of annotations among them.
const NOTHING_VISIBLE = /^[\s\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u

/** The message for a problem, by its key: the compiler checks it against the catalogues. */
export const problem = (key: FieldProblem) => key
export const required = (key: FieldProblem) => z.string({ error: key })

/** A text that shows nothing is an empty one. Not refused: an imported profile comes back as it was read. */
const emptyUnlessVisible = (text: string) => (NOTHING_VISIBLE.test(text) ? '' : text)

/** One line of free text, trimmed, possibly empty. */
export const line = (maxLength: number) =>
  required('text_missing')
    .trim()
    .max(maxLength, problem(`text_too_long:${maxLength}`))
    .refine((text) => text.isWellFormed() && !CONTROL_CHARACTERS.test(text), problem('text_invalid'))
    .overwrite(emptyUnlessVisible)
    .meta({ description: `At most ${maxLength} characters.` })

/** Free text of several lines, trimmed, possibly empty. Line breaks are kept, as `\n`. */
export const lines = (maxLength: number) =>
  required('text_missing')
    .trim()
    .transform((text) => text.replace(/\r\n?/g, '\n'))
    .pipe(
      z
        .string()
        .max(maxLength, problem(`text_too_long:${maxLength}`))
        .refine((text) => text.isWellFormed() && !CONTROL_CHARACTERS_IN_LINES.test(text), problem('control_characters'))
        .overwrite(emptyUnlessVisible),
    )
    .meta({ description: `At most ${maxLength} characters; line breaks are kept.` })

/** One email address, in the form in which it is stored and compared: see {@link parseEmailAddress}. */
export const email = required('email_missing')
  .transform((text, context) => {
    const parsed = parseEmailAddress(text)
    if (parsed.isTaken) return parsed.address
    context.addIssue(parsed.problem satisfies FieldProblem)
    return z.NEVER
  })
  .meta({
    format: 'email',
    maxLength: 254,
    description: 'The domain may be in Unicode or ASCII (`xn--…`); responses have ASCII.',
  })

/** A name of a new account. Compatibility forms (full-width letters and the like) become plain ones first. */
export const username = required('username_missing')
  .trim()
  .normalize('NFKC')
  .regex(/^[A-Za-z0-9_.-]{3,30}$/, problem('username_invalid'))
  .meta({ description: '3 to 30 letters, digits, dots, dashes and underscores.' })

/** What a username that is there already may look like: a new one, or one of an older service, by Django's rules. */
export const presentUsername = required('username_missing')
  .trim()
  .normalize('NFKC')
  .regex(/^[\p{L}\p{N}_.@+-]{1,150}$/u, problem('username_invalid'))

/**
 * What a text of a profile that is there already may be: an older service may have taken longer ones, in other forms.
 */
export const presentText = required('text_missing')
  .max(PRESENT_TEXT_MAX_LENGTH, problem(`text_too_long:${PRESENT_TEXT_MAX_LENGTH}`))
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), problem('control_characters'))

/** What {@link identifier} is, or nothing, as a form sends a field that was left empty. */
export const identifierOrBlank = required('identifier_missing')
  .trim()
  .max(254, problem('identifier_missing'))
  .refine((text) => text.isWellFormed() && !CONTROL_CHARACTERS.test(text), problem('identifier_missing'))

/** A username or an email address, as typed at login. Imported usernames may have up to 150 characters. */
export const identifier = identifierOrBlank.min(1, problem('identifier_missing'))

const passwordOr = (missing: FieldProblem) =>
  required(missing)
    .min(1, missing)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), problem('password_invalid'))
    .refine((text) => isWithinPasswordBytes(normalizePassword(text)), problem(`password_bytes:${PASSWORD_MAX_BYTES}`))
    .meta({
      format: 'password',
      description: `Up to ${PASSWORD_MAX_BYTES} bytes. Never trimmed. Different Unicode forms are the same password (RFC 8265, OpaqueString).`,
    })

const isWithinPasswordBytes = (text: string) => new TextEncoder().encode(text).length <= PASSWORD_MAX_BYTES

/** A password exactly as typed, never trimmed: a hash from elsewhere may be of another Unicode form than ours. */
export const password = passwordOr('password_missing')
/** One that is chosen just now, in the form in which it is hashed. What makes a good one is decided on the server. */
export const newPassword = passwordOr('new_password_missing').overwrite(normalizePassword)

/** The zeros of the digits that Arabic, Persian and East Asian keyboards write; nine more follow each. */
const FURTHER_ZEROS = ['٠', '۰', '０'].map((zero) => zero.charCodeAt(0))

/** Digits of other scripts become those of 0 to 9; marks of direction, which come along with what is pasted, go. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Cf}/gu, '').replace(/\p{Nd}/gu, (digit) => {
    const values = FURTHER_ZEROS.map((zero) => digit.charCodeAt(0) - zero)
    return String(values.find((value) => value >= 0 && value <= 9) ?? digit)
  })
}

/** Six digits, of whichever script, however they were grouped when typed or pasted. */
export const code = required('code_invalid')
  .max(40, problem('code_invalid'))
  .transform((text) => plainDigits(text).replace(/[\s.\p{Pd}]/gu, ''))
  .pipe(z.string().regex(/^\d{6}$/, problem('code_invalid')))
  .meta({ description: 'The six digits from the email. Spaces, dots and dashes are ignored.' })

/** Where to go after a login: judged where it is used, here only a bounded string. */
export const callbackUrl = z.string().max(2000).optional()

/** The token of an emailed link. Its form is checked by looking it up: a wrong one and an unknown one are the same. */
export const token = required('link_incomplete')
  .min(1, problem('link_incomplete'))
  .max(200, problem('link_incomplete'))
  .meta({ description: 'The `token` from the emailed link.' })

/** By which Django tells whose password is reset. Older clients send it along; the token alone tells us. */
export const uidb64 = line(100).meta({ description: 'Sent by older clients; not needed.' })

export const name = line(100)
