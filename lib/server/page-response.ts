import { type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { processBridge } from '@/lib/process-bridge'
import { AppError } from '@/lib/errors/app-error'
import { NOTHING_RUNS } from '@/lib/http/fixed-headers'
import { problemReply } from '@/lib/http/problem-reply'
import { failurePage } from './failure-page'

/** Headers that belong to the body which they came with. */
const OF_THE_BODY = /^(content-|transfer-|etag$|link$|set-cookie$)/
const RETRY_AFTER_SECONDS = 5

/**
 * A response whose page Next writes, corrected where a page cannot do so itself:
 *
 * - A page that failed is replaced by one that says so: Next's own is empty until its script has run, which without
 *   JavaScript is never. With 503 when it failed because the database is unavailable; of a form that says so itself,
 *   only the status changes.
 * - A form of a page that redirects, because its session has ended or begun in another tab, is answered by 303: at a 307
 *   browsers send the form once more, passwords too.
 *
 * Node makes its responses of this class by the server's own option, so nothing is patched.
 */
export class PageResponse extends ServerResponse {
  /** Whether Next writes it. */
  isPage = false
  #isReplaced = false

  override writeHead(
    status: number,
    ...values: (string | OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined)[]
  ): this {
    this.#begin(status)
    if (this.headersSent) return this
    const isRedirectOfForm = this.isPage && status === 307 && this.req.method === 'POST'
    const corrected = isRedirectOfForm ? 303 : this.isPage && this.statusCode === 503 ? 503 : status
    const rest = (this.#isReplaced ? [] : values) as [OutgoingHttpHeaders]
    return super.writeHead(corrected, ...rest)
  }

  override flushHeaders(): void {
    this.#begin(this.statusCode)
    if (!this.#isReplaced) super.flushHeaders()
  }

  override write(...values: unknown[]): boolean {
    this.#begin(this.statusCode)
    return this.#isReplaced || super.write(...(values as [unknown]))
  }

  override end(...values: unknown[]): this {
    this.#begin(this.statusCode)
    return this.#isReplaced ? this : super.end(...(values as [unknown]))
  }

  /** Before anything is sent. What Next still has to say to a request that is answered here is dropped. */
  #begin(status: number): void {
    if (!this.isPage || this.#isReplaced || this.headersSent) return
    const requestId = String(this.getHeader('x-request-id'))
    const isUnavailable = processBridge.unavailableRequests.delete(requestId)
    const isFailedPage = status === 500 && String(this.getHeader('content-type')).startsWith('text/html')
    if (!isUnavailable && !isFailedPage) return
    this.statusCode = isUnavailable ? 503 : status
    if (isUnavailable) {
      this.statusMessage = 'Service Unavailable'
      this.setHeader('Retry-After', RETRY_AFTER_SECONDS)
    }
    // What compresses between here and Next would take the length of its own body.
    this.setHeader('Cache-Control', 'no-store, no-transform')
    if (status !== 500) return

    for (const name of this.getHeaderNames()) if (OF_THE_BODY.test(name)) this.removeHeader(name)
    const { type, body, policy } = this.#answer(isUnavailable, requestId)
    this.setHeader('Content-Type', type)
    this.setHeader('Content-Length', Buffer.byteLength(body))
    this.setHeader('Content-Security-Policy', policy)
    this.#isReplaced = true
    super.writeHead(this.statusCode)
    super.end(body)
  }

  #answer(isUnavailable: boolean, requestId: string) {
    if (this.req.url?.startsWith('/api/')) {
      const { headers, body } = problemReply(new AppError('database_unavailable'), requestId)
      return { type: String(headers['Content-Type']), body, policy: NOTHING_RUNS }
    }
    const { html, policy } = failurePage(this.req.headers, isUnavailable)
    return { type: 'text/html; charset=utf-8', body: html, policy }
  }
}
