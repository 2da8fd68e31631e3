/** What a sentence of the catalogues is given to name an account, or to leave its name out. */
export function naming(username: string | null): { username: string; isNamed: 'yes' | 'no' } {
  return { username: username ?? '', isNamed: username === null ? 'no' : 'yes' }
}
