const MAX_LENGTH = 512

/**
 * A User-Agent header without control characters, through which log lines and emails could be forged; at most 512
 * characters.
 */
export function plainUserAgent(header: string | null | undefined): string {
  // oxlint-disable-next-line no-control-regex -- they are what is removed
  return (header ?? '').replace(/[\u0000-\u001f\u007f]/g, '').slice(0, MAX_LENGTH)
}
