/** Keeps letters apart that a script would join, as Arabic does, into what reads like a word. */
const NON_JOINER = '\u200c'

/** The first letters of the first and the last word, as a reader would count letters: “é” is one. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  const letters = chosen.map((word = '') => firstLetterOf(word))
  return letters.join(/\p{Script=Arabic}/u.test(letters.join('')) ? NON_JOINER : '')
}

function firstLetterOf(word: string): string {
  const from = word.replace(/^[^\p{L}\p{N}]+/u, '')
  const [first] = new Intl.Segmenter().segment(from)
  return (first?.segment ?? '').toLocaleUpperCase()
}
