/** A request as a connection sends it. */
export type PlannedRequest = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  /** Sent as JSON. */
  body?: Record<string, string>
}

/** What a load process sends to one server. It travels as JSON. */
export type Plan = {
  url: string
  /** The first request of each connection: there are as many connections as requests here. */
  requests: PlannedRequest[]
  /**
   * What a connection changes from one request to the next. `rotate`: it sends the refresh token that the last response
   * contained. `new-user`: it registers another user, from another IP address, because registrations are limited by address.
   */
  change?: 'rotate' | 'new-user'
  /**
   * Milliseconds from one request to the next, over all connections and whether or not the last one is answered. Without it,
   * each connection sends its next request as soon as the last one is answered.
   */
  intervalMilliseconds?: number
}

export type LoadTask = {
  plan: Plan
  /** What is sent before anything counts: for so long, and so many requests unless that takes more than three times as long. */
  warmUpMilliseconds: number
  warmUpRequests?: number
  /** For how long it is measured after that. */
  milliseconds: number
}

export type LoadResult = {
  /** Requests that were answered as expected while it was measured; at a steady rate those that were sent then. */
  count: number
  perSecond: number
  p50Milliseconds: number
  p99Milliseconds: number
  /** Requests that were answered otherwise, or not at all, the warm-up's included. */
  failures: number
  /** What the first of them was answered. */
  firstFailure: string | null
}

/** What a load process reports: that it begins to count, that it no longer counts, and what it counted. */
export type LoadReport = { kind: 'begin' } | { kind: 'end' } | { kind: 'result'; result: LoadResult }
