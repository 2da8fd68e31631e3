/**
 * What makes two usernames the same: compatibility forms and case folded away. Kept in the database and looked up;
 * never shown.
 */
export function usernameKey(username: string): string {
  // Upper case first: it folds letters that lower-casing alone keeps apart (ſ and s, ß and ss).
  return username.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}
