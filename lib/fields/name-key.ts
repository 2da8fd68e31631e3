/** As long as a name may be, so that only what folding lengthens is cut; well within what columns and cursors hold. */
const MAX_CHARACTERS = 100

/**
 * The name as people are searched by: compatibility forms and case folded away. One letter may become eighteen (ﷺ);
 * what passes 100 characters is left out, of what is looked for as of names.
 */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase()
  return [...folded].slice(0, MAX_CHARACTERS).join('')
}
