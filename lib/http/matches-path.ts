/**
 * Whether a pathname is one of a pattern, as the rewrites see it: with or without a trailing slash, in any case. In a pattern,
 * `/users/:id` stands for one segment.
 */
export function matchesPath(pattern: string, pathname: string): boolean {
  const [expected, given] = [pattern.split('/'), pathname.replace(/\/+$/, '').split('/')]
  return (
    expected.length === given.length &&
    expected.every((segment, index) => segment.startsWith(':') || segment === given[index]?.toLowerCase())
  )
}
