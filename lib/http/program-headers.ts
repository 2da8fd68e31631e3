/** A header that a rewrite asks for, in Next's form; `value` is a pattern for the whole of it. */
export type HeaderCondition = { type: 'header'; key: string; value?: string }

/** Where a page and an endpoint share a path: the header by which a program's request is told from a browser's. */
export const PROGRAM_HEADERS = {
  json: { type: 'header', key: 'content-type', value: 'application/json.*' },
  /** Also without a token behind it: a program that lost its own must be told so, not led to the log-in page. */
  bearer: { type: 'header', key: 'authorization', value: '[Bb][Ee][Aa][Rr][Ee][Rr]( .*)?' },
} as const satisfies Record<string, HeaderCondition>
