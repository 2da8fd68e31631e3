import dns from 'node:dns'

/*
 * Playwright's client looks for an IPv6 address of `localhost` at every connection. Where /etc/hosts names none, that
 * is a question to the DNS server, and each packet that gets lost on the way costs five seconds: here, one of some
 * hundred. The name never leaves the machine (RFC 6761, 6.3).
 */
const { lookup } = dns.promises
const answerAtHome = async (hostname: string, options: dns.LookupOptions = {}) => {
  if (hostname !== 'localhost') return lookup(hostname, options)
  if (Number(options.family) === 6) throw Object.assign(new Error('Tests listen on IPv4'), { code: 'ENOTFOUND' })
  const address = { address: '127.0.0.1', family: 4 }
  return options.all ? [address] : address
}
dns.promises.lookup = answerAtHome as typeof lookup
