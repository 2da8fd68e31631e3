/** Tells a password manager whose new password it saves. The server does not read it. */
export function HiddenUsername({ username }: { username: string }) {
  return <input type="text" name="username" autoComplete="username" defaultValue={username} readOnly hidden />
}
