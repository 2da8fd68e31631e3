/** The longest path that SMTP carries is 256 octets, angle brackets included (RFC 5321, 4.5.3.1.3). */
const MAX_OCTETS = 254

/** No white space, control character or quoting, and no character that makes a list, group or comment of it. */
const MAILBOX = /^[^\s\p{C}<>(),;:"\\[\]@]{1,64}@[^\s\p{C}<>(),;:"\\[\]@]+$/u

/**
 * Whether a text is one plain mailbox, `name@domain`, and nothing that a mail library would read as several addresses
 * or as a line of its own: nodemailer sends `a@x,b@evil` to two people and obeys a line break (S58). Quoted names and
 * address literals (`"a b"@[127.0.0.1]`) are refused, and whatever a compatibility form could turn into such a
 * character.
 */
export function isOneMailbox(address: string): boolean {
  return Buffer.byteLength(address) <= MAX_OCTETS && MAILBOX.test(address) && MAILBOX.test(address.normalize('NFKC'))
}
