/** The database engines that one build serves. */
export type Provider = 'sqlite' | 'postgresql' | 'mysql'

/** Which engine a DATABASE_URL means. */
export function providerOf(databaseUrl: string): Provider {
  if (databaseUrl.startsWith('file:')) return 'sqlite'
  return databaseUrl.startsWith('postgres') ? 'postgresql' : 'mysql'
}
