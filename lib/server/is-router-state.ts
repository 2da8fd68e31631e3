/** The marks by which Next tells kinds of parameters; an unknown one is an error to it too. */
const PARAMETER_KIND = /^(oc|c|d|ci\((\.|\.\.|\.\.\.)\)|di\((\.|\.\.|\.\.\.)\)|[cd]i\(\.\.\)\(\.\.\))$/
const MARKERS: unknown[] = ['refetch', 'inside-shared-layout', 'metadata-only']

/**
 * Whether a `next-router-state-tree`, which the page's script sends when it moves on, is one that Next can read: it
 * answers 500 to any other, with a stack in the log.
 */
export function isRouterState(header: string): boolean {
  try {
    return isTree(JSON.parse(decodeURIComponent(header)))
  } catch {
    return false
  }
}

function isTree(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 6) return false
  const [segment, children, refresh, marker, hint, key] = value as unknown[]
  return (
    isSegment(segment) &&
    typeof children === 'object' &&
    children !== null &&
    !Array.isArray(children) &&
    Object.values(children).every(isTree) &&
    (isAbsent(refresh) || isListOfTexts(refresh, 2)) &&
    (isAbsent(marker) || MARKERS.includes(marker)) &&
    (isAbsent(hint) || typeof hint === 'number') &&
    (key === undefined || typeof key === 'string')
  )
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}

/** A path segment's text; for a parameter its name, value, kind, and siblings. */
function isSegment(value: unknown): boolean {
  if (typeof value === 'string') return true
  if (!Array.isArray(value) || value.length !== 4) return false
  const [name, text, kind, siblings] = value as unknown[]
  return (
    [name, text, kind].every((part) => typeof part === 'string') &&
    PARAMETER_KIND.test(String(kind)) &&
    (siblings === null || isListOfTexts(siblings))
  )
}

function isListOfTexts(value: unknown, length?: number): boolean {
  return (
    Array.isArray(value) && value.length === (length ?? value.length) && value.every((text) => typeof text === 'string')
  )
}
