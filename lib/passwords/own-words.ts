const PRODUCT_NAME = 'vestibule'
/** In characters: shorter words are part of many a good password by chance. */
const SHORTEST_WORD = 3

/**
 * The words that are easy to guess for a person: each name whole and in parts, an email address also up to its @, all
 * of them also without digits at their ends; and the name of this product. Folded by {@link foldWord}.
 *
 * @param names username, email address and full name; empty ones are skipped
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
