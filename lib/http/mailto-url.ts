/** A link that writes to an address. What means something in a URL is escaped in it (RFC 6068, 2). */
export function mailtoUrl(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`
}
