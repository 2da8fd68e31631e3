import { config } from '@/lib/config/config'
import { processBridge } from '@/lib/process-bridge'

/**
 * Whether this process is one of Vercel's, as its own environment says: no server of ours is in front of Next then, and
 * none lives on between requests. Where one is in front, it is believed and nothing else, whatever VERCEL says.
 */
export function isOnVercel(): boolean {
  return config().isVercel && processBridge.server === undefined
}
