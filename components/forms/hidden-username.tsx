/** Tells a password manager whose password it saves or fills in. Without a name, so that it is not sent. */
export function HiddenUsername({ username }: { username: string }) {
  return <input type="text" autoComplete="username" defaultValue={username} readOnly hidden />
}
