/**
 * Whether the user name and the password of a URL are what drivers can decode: a `%` that begins no code makes them
 * throw.
 */
export function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username)
    decodeURIComponent(password)
    return true
  } catch {
    return false
  }
}
