/** The query of a page's address, as Next hands it to the page. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** One parameter of it: the first, where it was given several times; null when it is missing or empty. */
export function searchParameter(value: string | string[] | undefined): string | null {
  const first = Array.isArray(value) ? value[0] : value
  return first || null
}
