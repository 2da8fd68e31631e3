/** The name as people are searched by: compatibility forms and case folded away. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
