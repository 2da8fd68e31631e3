import { domainToUnicode } from 'node:url'
import { emailKey } from './email-address'

/**
 * The forms in which the address may be stored that someone types: the one form first, then those of a row that came
 * in past us and that the next start of a server will rewrite.
 *
 * @param identifier an address or a username, as typed
 */
export function emailForms(identifier: string): [key: string, inUnicode: string, asTyped: string] {
  const key = emailKey(identifier)
  const at = key.lastIndexOf('@') + 1
  return [key, `${key.slice(0, at)}${domainToUnicode(key.slice(at)) || key.slice(at)}`, identifier]
}
