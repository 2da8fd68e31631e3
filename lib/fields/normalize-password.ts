/**
 * The one form of a password that is hashed, whichever keyboard or system it was typed on: composed (NFC), each space
 * of another kind a plain one. Nothing is trimmed, cut or folded. Source: RFC 8265, 4.2.2 (OpaqueString); NIST SP
 * 800-63B-4, 3.1.1.2.
 */
export function normalizePassword(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFC')
}
