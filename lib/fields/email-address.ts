import type { FieldProblem } from '@/lib/errors/field-problem'

/**
 * Octets of the local part, of the whole, which SMTP carries in angle brackets, and of a label. RFC 5321, 4.5.3.1; RFC
 * 1035, 2.3.4.
 */
const MAX_LOCAL_OCTETS = 64
const MAX_OCTETS = 254
const MAX_LABEL_OCTETS = 63

/** RFC 5322, 3.2.3. */
const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
/** The same with letters of any script and dots anywhere, as older services took them. */
const STORED_LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
/** Of other scripts the joiners are letters in some (RFC 5892, A.1); no other invisible or unassigned character is. */
const DOMAIN_CHARACTERS = /^(?:[a-z0-9.-]|\u200c|\u200d|[^\p{ASCII}\p{C}\p{Z}])+$/iu

type EmailProblem = Extract<FieldProblem, `email_${string}`>

type ParsedEmail = { isTaken: true; address: string } | { isTaken: false; problem: EmailProblem }

/**
 * Reads one email address, in the browser as on the server. Each entry uses it: pages, API, commands, settings, and the
 * sending of mail (S58). What it returns is the one form in which an address is stored and compared: lower case, the
 * domain in ASCII (`info@bücher.example` and `info@xn--bcher-kva.example` are the same).
 *
 * Taken are a dot-atom, at most 64 octets, and a domain of at least two labels, each at most 63 octets; 254 octets in
 * all. Quoted local parts, address literals, comments, display names and lists are refused, since mail programs
 * disagree on who receives them.
 *
 * Sources: RFC 5321, 4.1.2 and 4.5.3.1; RFC 5322, 3.4.1; UTS #46, as browsers apply it to URLs.
 *
 * @param isStored of an address that was accepted elsewhere (an older service, the operator): letters of any script in
 *   the local part, dots anywhere in it and a domain of one label are taken too; spaces around are not. It still is one
 *   mailbox
 */
export function parseEmailAddress(text: string, { isStored = false } = {}): ParsedEmail {
  const typed = isStored ? text : text.trim()
  if (typed === '') return refused('email_missing')
  // No domain is so much longer in Unicode: what is longer is not worth looking at.
  if (typed.length > 4 * MAX_OCTETS) return refused('email_too_long')
  const at = typed.lastIndexOf('@')
  const [localPart, domain] = [typed.slice(0, Math.max(at, 0)).toLowerCase(), typed.slice(at + 1)]
  if (localPart.startsWith('"')) return refused('email_quoted')
  if (/[\s,;<>@]/.test(localPart)) return refused('email_not_one')
  if (domain.startsWith('[')) return refused('email_ip_address')

  if (isStored ? !isStoredLocalPart(localPart) : !DOT_ATOM.test(localPart)) {
    const isOfAnotherScript = isStoredLocalPart(localPart) && /\P{ASCII}/u.test(localPart)
    return refused(isOfAnotherScript ? 'email_local_part_not_ascii' : 'email_invalid')
  }
  if (octets(localPart) > MAX_LOCAL_OCTETS) return refused('email_local_part_too_long')

  const asciiDomain = domainInAscii(domain)
  if (asciiDomain === null) return refused(/[,;<>\s]/.test(domain) ? 'email_not_one' : 'email_invalid')
  if (!isStored && !asciiDomain.includes('.')) return refused('email_invalid')
  const address = `${localPart}@${asciiDomain}`
  const isTooLong =
    octets(address) > MAX_OCTETS || asciiDomain.split('.').some((label) => label.length > MAX_LABEL_OCTETS)
  return isTooLong ? refused('email_too_long') : { isTaken: true, address }
}

/**
 * The form in which an email address is stored and looked up; any other text in lower case.
 *
 * @param identifier an email address or a username, as typed at login
 */
export function emailKey(identifier: string): string {
  const parsed = parseEmailAddress(identifier, { isStored: true })
  return parsed.isTaken ? parsed.address : identifier.toLowerCase()
}

/**
 * A domain in lower case and ASCII, also one of a single label; null for anything else. Its labels may still be too
 * long.
 */
export function domainInAscii(domain: string): string | null {
  if (!DOMAIN_CHARACTERS.test(domain) || !URL.canParse(`http://${domain}`)) return null
  const { hostname } = new URL(`http://${domain}`)
  const labels = hostname.split('.')
  // A number at the end makes it an IPv4 address, whatever its notation.
  return labels.every((label) => LABEL.test(label)) && /\D/.test(labels.at(-1) ?? '') ? hostname : null
}

function isStoredLocalPart(localPart: string): boolean {
  // Compatibility forms could become a character that ends the address.
  return STORED_LOCAL_PART.test(localPart) && STORED_LOCAL_PART.test(localPart.normalize('NFKC'))
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length
}

function refused(problem: EmailProblem): ParsedEmail {
  return { isTaken: false, problem }
}
