import { z } from 'zod'

/** The longest password in UTF-8 bytes; nothing up to here is cut off. */
export const PASSWORD_MAX_BYTES = 1024
/** In characters. */
export const BIO_MAX_LENGTH = 500

// NUL ends strings in some databases, and half a surrogate pair is no text at all.
// oxlint-disable-next-line no-control-regex -- naming the characters is the point
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
// oxlint-disable-next-line no-control-regex -- as above, but for line breaks and tabs
const CONTROL_CHARACTERS_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

const required = (text: string) => z.string({ error: text })

/** One line of free text, trimmed, possibly empty. */
const line = (maxLength: number) =>
  required('Enter a text.')
    .trim()
    .max(maxLength, `Use at most ${maxLength} characters.`)
    .refine((text) => text.isWellFormed() && !CONTROL_CHARACTERS.test(text), 'Leave out line breaks and control characters.')

/** An address in lower case, as it is kept and compared. One mailbox, no list, no display name. */
export const email = required('Enter your e-mail address.')
  .trim()
  .toLowerCase()
  .max(254, 'Enter a valid email address.')
  .pipe(z.email('Enter a valid email address.'))
  .meta({ format: 'email' })

/** A name of a new account. Compatibility forms (full-width letters and the like) become plain ones first. */
export const username = required('Choose a username.')
  .trim()
  .normalize('NFKC')
  .regex(/^[A-Za-z0-9_.-]{3,30}$/, 'Use 3 to 30 letters (a to z), digits, dots, dashes or underscores.')

/** A username or an e-mail address, as typed at log-in. Imported usernames may have up to 150 characters. */
export const identifier = required('Enter your username or e-mail address.')
  .trim()
  .min(1, 'Enter your username or e-mail address.')
  .max(254, 'Enter your username or e-mail address.')
  .refine((text) => text.isWellFormed() && !CONTROL_CHARACTERS.test(text), 'Enter your username or e-mail address.')

/** A password exactly as typed: never trimmed, never normalised. What makes a good new one is decided on the server. */
export const password = required('Enter your password.')
  .min(1, 'Enter your password.')
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'This password holds a character that cannot be used.')
  .refine((text) => new TextEncoder().encode(text).length <= PASSWORD_MAX_BYTES, `Use at most ${PASSWORD_MAX_BYTES} bytes.`)
  .meta({ format: 'password', description: `Taken exactly as typed, up to ${PASSWORD_MAX_BYTES} bytes.` })

/** Six digits, however they were grouped when typed or pasted. */
export const code = required('Enter the 6 digits.')
  .max(40, 'Enter the 6 digits.')
  .transform((text) => text.replace(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the 6 digits.'))
  .meta({ description: 'The six digits of the mail, however they are grouped.' })

/** The token of a mailed link. Its form is checked by looking it up: a wrong one and an unknown one are the same. */
export const token = required('The link is not complete.')
  .min(1, 'The link is not complete.')
  .max(200, 'The link is not complete.')
  .meta({ description: 'The `token` of the mailed link.' })

export const name = line(100)
export const location = line(100)
export const bio = required('Enter a text.')
  .trim()
  .transform((text) => text.replace(/\r\n?/g, '\n'))
  .pipe(
    z
      .string()
      .max(BIO_MAX_LENGTH, `Use at most ${BIO_MAX_LENGTH} characters.`)
      .refine((text) => text.isWellFormed() && !CONTROL_CHARACTERS_IN_TEXT.test(text), 'Leave out control characters.'),
  )
  .meta({ description: `At most ${BIO_MAX_LENGTH} characters; line breaks are kept.` })
/** Empty, or an address that a browser opens as a page: nothing that runs script. */
export const website = line(200)
  .refine(
    (text) => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
    'Enter an address such as https://example.com.',
  )
  .meta({ description: 'Empty, or beginning with http:// or https://.' })
export const phone = line(32)
  .refine((text) => text === '' || /^\+?[\d ().-]{4,}$/.test(text), 'Enter a phone number such as +34 600 000 000.')
  .meta({ description: 'Empty, or digits with spaces, brackets, dots and dashes, perhaps after a plus sign.' })
