const PRODUCT_NAME = 'vestibule'
/** In characters: shorter words are part of many a good password by chance. */
const SHORTEST_WORD = 3

/**
 * The words that are easily guessed of a person: each name whole and in its parts, an address also up to its @, all of
 * them also without digits at their ends; and the name of this product. As {@link foldWord} folds them.
 *
 * @param names username, e-mail address and full name; empty ones are passed over
 */
export function ownWords(names: readonly string[]): string[] {
  const words = [...names, PRODUCT_NAME].flatMap((name) => {
    const parts = name.split(/[^\p{L}\p{M}\p{N}]+/u)
    return [name, name.split('@')[0] ?? '', ...parts]
  })
  const folded = words.map(foldWord).flatMap((word) => [word, word.replace(/^\p{N}+|\p{N}+$/gu, '')])
  return [...new Set(folded)].filter((word) => Array.from(word).length >= SHORTEST_WORD)
}

/** Lower case without accents, letters and digits only. */
export function foldWord(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
