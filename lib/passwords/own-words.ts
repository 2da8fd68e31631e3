const PRODUCT_NAME = 'vestibule'
/** Shorter ones are in many a good password by chance; in characters. */
export const SHORTEST_OWN_WORD = 3

/**
 * The words that are easily guessed of a person: each name whole, its parts, an address and what stands before its @,
 * and the name of this product. Folded (see {@link foldWord}), and none of them very short.
 *
 * @param names username, e-mail address and full name; empty ones are passed over
 */
export function ownWords(names: readonly string[]): string[] {
  const words = [...names, PRODUCT_NAME].flatMap((name) => [
    name,
    name.split('@')[0] ?? '',
    ...name.split(/[^\p{L}\p{M}\p{N}]+/u),
  ])
  return [...new Set(words.map(foldWord))].filter((word) => [...word].length >= SHORTEST_OWN_WORD)
}

/** Lower case without accents, letters and digits only. */
export function foldWord(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
