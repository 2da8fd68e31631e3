import type { ApiReply, ApiRequest } from '@/lib/api/api-request'
import { processSingleton } from './process-singleton'

/** What the product, which Next bundles, offers the server in front of it. */
export type Product = {
  /** The JSON API: null for a request that is not one to it. */
  handleApi: (request: Omit<ApiRequest, 'findBrowserActor' | 'sessionCookie'>) => Promise<ApiReply | null>
  /**
   * Leaves what the process holds, before it ends.
   * @param requestsEnded resolves when every request is answered
   */
  stop: (requestsEnded: Promise<void>) => Promise<void>
}

/** What the server in front of Next offers the product. */
export type ServerInFront = {
  /** The numbers of all processes in Prometheus' text format. @throws Error when the primary process does not answer */
  collectMetrics: () => Promise<string>
}

/**
 * All that crosses between the two bundles of a process, the server's (lib/server) and Next's. Besides these, both use
 * the singletons `config`, `logger`, `request-facts`, `brand-facts` and `brand-icon`.
 */
export type ProcessBridge = {
  /** Set once the product has started. */
  product?: Product
  /** Set if our own server receives the requests: only it knows a client's IP. */
  server?: ServerInFront
  /** Ids of requests that failed because the database is unavailable: a page cannot choose its status itself. */
  unavailableRequests: Set<string>
}

/** The one of this process. */
export const processBridge = processSingleton('process-bridge', (): ProcessBridge => ({
  unavailableRequests: new Set(),
}))
