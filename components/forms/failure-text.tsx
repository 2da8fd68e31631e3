'use client'

import { LoggedOut, OtherAccount } from './session-text'

/** What the server says of a form; of whose session it is, with links that lead on. */
export function FailureText({
  state: { code, account, message },
}: {
  state: { code?: string; account?: string; message?: string }
}) {
  if (code === 'not_authenticated') return <LoggedOut />
  if (code === 'other_account' && account) return <OtherAccount username={account} />
  return message
}
