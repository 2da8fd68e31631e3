/**
 * Phrases that native readers stumble on, each with what to write in its place.
 * @type {[RegExp, string][]}
 */
const FORBIDDEN = [
  [/\banew\b/i, 'again'],
  [/\bwhoever\b/i, 'someone who, anyone who'],
  [/\b(of|is) (ours|theirs)\b/i, 'our, their'],
  [/(?<!\bthere )\bis none\b/i, 'is not one'],
  [/\bstands? (in for|for|behind|before)\b/i, 'is, means, comes before'],
  [/\b(is|are|was|were) told\b/i, 'is notified, learns'],
  [/\btells? of\b/i, 'reports'],
  [/\b(is|are|was|were) led (to|back)\b/i, 'is redirected, goes'],
  [/\bno sooner\b/i, 'not before'],
  [/\btakes? (it|him|them) for\b/i, 'treats it as'],
  [
    /\b(a|this|that|the|each|every|one) mail\b(?!\s+(server|layer|transport|template|worker|provider|client|outbox|app))/i,
    'email',
  ],
  [/\bmails\b(?!:failed| (out|it|them|the|a|each)\b)/i, 'emails'],
  [/\be-mail/i, 'email'],
  [/\blately\b/i, 'recently'],
  [/\bthe best part of\b/i, 'most of'],
]

/**
 * @param {string} text
 * @returns {{ line: number, phrase: string, instead: string }[]} what to write plainly, by line
 */
export function findForbiddenPhrases(text) {
  return text.split('\n').flatMap((content, index) =>
    FORBIDDEN.flatMap(([pattern, instead]) => {
      const phrase = pattern.exec(content)?.[0]
      return phrase ? [{ line: index + 1, phrase, instead }] : []
    }),
  )
}
