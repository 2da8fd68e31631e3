import { isIPv6 } from 'node:net'

/**
 * The key by which requests of an IP are counted: of IPv6 the first 64 bits, since one customer network (RFC 6177) has
 * 2^64 addresses, and would never reach a limit.
 *
 * @param address of a client; anything but an IPv6 address is returned as it is
 */
export function clientNetwork(address: string): string {
  const [text = ''] = address.split('%')
  if (!isIPv6(text)) return address
  // As a URL has it: the shortest form, in hex alone.
  const groups = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::')
  const [head, tail] = groups.map((part) => (part === '' ? [] : part.split(':')))
  const zeros = Array.from({ length: 8 - (head?.length ?? 0) - (tail?.length ?? 0) }, () => '0')
  const all = tail === undefined ? (head ?? []) : [...(head ?? []), ...zeros, ...tail]
  // An IPv4 address in IPv6's notation (RFC 4291, 2.5.5.2) is no network of its own.
  const isIPv4 = all.slice(0, 5).every((group) => group === '0') && all[5] === 'ffff'
  return isIPv4 ? all.join(':') : `${all.slice(0, 4).join(':')}::/64`
}
