/** A header that a rewrite asks for, in Next's form; `value` is a pattern for the whole of it. */
export type HeaderCondition = { type: 'header'; key: string; value?: string }

/** Next's patterns know no flags, and clients write names of media types and schemes in any case. */
const anyCase = (text: string) =>
  text.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`)

const JSON_TYPE = `${anyCase('application')}/([\\w.+-]+\\+)?${anyCase('json')}.*`

/** What a browser sends by itself, also to a page, where a proxy before us asks for a password. */
const BROWSER_SCHEMES = ['basic', 'digest', 'negotiate', 'ntlm'].map(anyCase).join('|')

/** Set by proxy.ts: rewrites cannot ask for a method. */
export const METHOD_OF_NO_PAGE = { type: 'header', key: 'x-vestibule-method-of-no-page', value: '.+' } as const satisfies HeaderCondition

/** By which header a program's request is told from a browser's, where both ask for one path. */
export const PROGRAM_HEADERS = {
  json: { type: 'header', key: 'content-type', value: JSON_TYPE },
  /** Whatever stands in it, a token or not: a program that lost its own must be told so, not led to the log-in page. */
  authorization: { type: 'header', key: 'authorization', value: `(?!(${BROWSER_SCHEMES})( |$)).+` },
  /** Unless it would rather have a page. */
  wantsJson: { type: 'header', key: 'accept', value: `((?!${anyCase('text/html')}).)*${JSON_TYPE}` },
} as const satisfies Record<string, HeaderCondition>

const PATTERNS = Object.fromEntries(
  Object.entries(PROGRAM_HEADERS).map(([name, { key, value }]) => [name, { key, pattern: new RegExp(`^${value}$`) }]),
) as Record<keyof typeof PROGRAM_HEADERS, { key: string; pattern: RegExp }>

/** Whether a request has the header that tells one to the API, as the rewrites see it. @param headers by name in lower case */
export function isProgramHeader(name: keyof typeof PROGRAM_HEADERS, headers: Readonly<Record<string, string | undefined>>): boolean {
  const { key, pattern } = PATTERNS[name]
  return pattern.test(headers[key] ?? '')
}
