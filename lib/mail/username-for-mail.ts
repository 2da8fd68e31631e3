/**
 * What an account may be called in a mail to its address: null unless the address is proven. Somebody may have registered with
 * a stranger's address (EMAIL_VERIFICATION=optional), and a username of their choice would reach that person in our name.
 *
 * @param emailVerified when the address that the mail goes to was proven
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
