import { isIP } from 'node:net'

/**
 * The client's address. With no trusted proxy it is the socket's own, whatever headers say. Behind `hops` proxies it is
 * the entry that the outermost trusted one wrote: counted from the right, so that what a client put in front is not
 * believed.
 *
 * @param socketAddress the peer of the connection, stamped on the request before anything else sees it
 * @param forwardedFor the X-Forwarded-For header as received
 * @param hops TRUSTED_PROXY_HOPS
 */
export function clientIp({
  socketAddress,
  forwardedFor,
  hops,
}: {
  socketAddress: string
  forwardedFor: string | null
  hops: number
}): string {
  const chain = [...(forwardedFor ?? '').split(',').map((entry) => entry.trim()), socketAddress]
  // A chain shorter than it should be, or an entry that is no address, is a forgery or a misconfiguration.
  const candidate = chain.at(-1 - hops) ?? ''
  return isIP(candidate) ? candidate : socketAddress
}

/**
 * The client's address as Vercel tells it, which writes this header itself over whatever a client sends. For processes
 * that Vercel runs only.
 *
 * @param vercelForwardedFor the x-vercel-forwarded-for header
 */
export function vercelClientIp(vercelForwardedFor: string | null): string {
  const address = (vercelForwardedFor ?? '').trim()
  // All whose address is not told share one, and so their limits.
  return isIP(address) ? address : 'unknown'
}
