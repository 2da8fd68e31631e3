import type { Actor, Context } from '@/lib/context'
import type { StartedSession } from '@/lib/sessions/start-session'

/** An HTTP request, independent of the server that received it. */
export type ApiRequest = {
  method: string
  /** As received: escapes are not decoded. */
  pathname: string
  /** The query as received, with its question mark, or empty. */
  search: string
  /** By name in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  /**
   * The whole body.
   * @throws AppError `body_too_large` once more than `maxBytes` have arrived
   */
  readBody: (maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>
  /** Without an actor: the API authenticates the request. */
  ctx: Context
  /** The actor of the session in the browser's cookie; null without one. */
  findBrowserActor: () => Promise<Actor | null>
  /** The `Set-Cookie` that gives a browser its session. */
  sessionCookie: (session: StartedSession) => Promise<string>
}

/** A complete response that any server can send. */
export type ApiReply = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | null
}
