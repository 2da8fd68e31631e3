import type { IncomingMessage, ServerResponse } from 'node:http'

/** A request on its way through the chain, with what is known of it. */
export type Exchange = {
  request: IncomingMessage
  response: ServerResponse
  requestId: string
  /** The path as received, without the query: escapes are not decoded. */
  pathname: string
  /** The query as received, with its question mark, or empty. */
  search: string
  /** The client's address, by the socket and TRUSTED_PROXY_HOPS. */
  ip: string
}

/** One step of the chain: answers the request, or hands it on by calling `next`. */
export type Handler = (exchange: Exchange, next: () => void | Promise<void>) => void | Promise<void>

/** The handlers in their order, as one. */
export function chain(...handlers: Handler[]): (exchange: Exchange) => void | Promise<void> {
  const run = (index: number, exchange: Exchange): void | Promise<void> =>
    handlers[index]?.(exchange, () => run(index + 1, exchange))
  return (exchange) => run(0, exchange)
}
