/**
 * The name of an account in an email to its address: null unless the address is verified. Someone may have registered
 * with a stranger's address (EMAIL_VERIFICATION=optional), and a username of their choice would reach that person in
 * our name.
 *
 * @param emailVerified when the address that the email goes to was verified
 */
export function usernameForMail({
  username,
  emailVerified,
}: {
  username: string
  emailVerified: Date | null
}): string | null {
  return emailVerified ? username : null
}
