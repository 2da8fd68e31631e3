/** Whether drivers can decode the user name and password of a URL: they throw on a `%` that starts no escape. */
export function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username)
    decodeURIComponent(password)
    return true
  } catch {
    return false
  }
}
