import { z } from 'zod'
import { parseEmailAddress } from '@/lib/fields/email-address'

/** No characters that end a header or a quoted name, and none that change the direction of the text after it. */
const NAME = /^[^\p{Cc}\p{Zl}\p{Zp}<>"\\\u202a-\u202e\u2066-\u2069]{1,50}$/u

/** A link to a web page, never a script. */
const webPage = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href
  context.addIssue('must be the URL of a page, such as https://example.com/terms')
  return z.NEVER
})

/** The settings for a team's own brand on pages and in emails. */
export const brandFields = {
  name: z.string().trim().regex(NAME, 'must have 1 to 50 characters, without quotes, angle brackets and backslashes'),
  /** → `#rrggbb`. Nothing else is ever written into a style. */
  color: z
    .string()
    .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, 'must be a colour such as #0f5b63 or #06c')
    .toLowerCase()
    .transform((color) => (color.length === 4 ? color.replaceAll(/[^#]/g, '$&$&') : color)),
  logo: z.string().regex(/\.(svg|png)$/i, 'must be the path of an SVG or PNG file, such as /etc/vestibule/logo.svg'),
  supportEmail: z.string().transform((text, context) => {
    const parsed = parseEmailAddress(text)
    if (parsed.isTaken) return parsed.address
    context.addIssue('must be one email address, such as help@example.com')
    return z.NEVER
  }),
  termsUrl: webPage,
  privacyUrl: webPage,
}
