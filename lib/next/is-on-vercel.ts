import { config } from '@/lib/config/config'

/**
 * Whether this process is one of Vercel's, as its own environment says: no server of ours stands before Next then, and
 * none lives on between requests. Where one does stand there, it is believed and nothing else, whatever VERCEL says.
 */
export function isOnVercel(): boolean {
  return config().isVercel && !isAddressStamped()
}

/** Whether scripts/stamp-client-address.mjs is loaded in this process. */
export function isAddressStamped(): boolean {
  return (globalThis as Record<symbol, unknown>)[Symbol.for('vestibule.clientAddressStamp')] === true
}
