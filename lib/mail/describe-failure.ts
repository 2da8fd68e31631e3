const MAX_LENGTH = 500

/**
 * Why an email could not be delivered, in the server's words, to be stored with the row: one line of at most 500
 * characters. Servers quote what they refuse, so links, the code and anything long enough to be a token are removed.
 */
export function describeFailure(error: unknown): string {
  const text = error instanceof Error ? error.message : 'unknown'
  return text
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(/[a-z]+:\/\/\S+/gi, '[link]')
    .replace(/[\w-]{30,}/g, '[…]')
    .replace(/(?<!\d)\d{3}\s?\d{3}(?!\d)/g, '[…]')
    .trim()
    .slice(0, MAX_LENGTH)
}
