import { config } from '@/lib/config/config'
import { processBridge } from '@/lib/process-bridge'

/**
 * Whether this process is one of Vercel's, as its own environment says: then our server is not in front of Next, and
 * nothing keeps running between requests. If our server is in front, VERCEL is ignored.
 */
export function isOnVercel(): boolean {
  return config().isVercel && processBridge.server === undefined
}
