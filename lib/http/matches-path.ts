/** Whether a pathname, with or without a trailing slash, is one of a pattern: `/users/:id` stands for one segment. */
export function matchesPath(pattern: string, pathname: string): boolean {
  const [expected, given] = [pattern.split('/'), pathname.replace(/\/+$/, '').split('/')]
  return (
    expected.length === given.length &&
    expected.every((segment, index) => segment.startsWith(':') || segment === given[index])
  )
}
