/** The first letters of the first and the last word, as a reader would count letters: “é” is one. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return chosen.map((word = '') => firstLetterOf(word)).join('')
}

function firstLetterOf(word: string): string {
  const from = word.replace(/^[^\p{L}\p{N}]+/u, '')
  const [first] = new Intl.Segmenter().segment(from)
  return (first?.segment ?? '').toLocaleUpperCase()
}
