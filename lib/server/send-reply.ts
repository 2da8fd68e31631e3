import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gzip as gzipWithCallback } from 'node:zlib'
import type { ApiReply } from '@/lib/api/api-request'
import { config } from '@/lib/config/config'
import type { AppError } from '@/lib/errors/app-error'
import { apiHeaders } from '@/lib/http/api-headers'
import { FIXED_HEADERS } from '@/lib/http/fixed-headers'
import { problemReply } from '@/lib/http/problem-reply'
import type { Exchange } from './exchange'

const gzip = promisify(gzipWithCallback)
/** Below it, a compressed answer saves a packet at most. */
const COMPRESSED_FROM_BYTES = 4096

/**
 * How long, and how far, the rest of a body that nobody reads is taken in, so that its sender gets to read the answer.
 */
const UNREAD_BODY_MILLISECONDS = 5000
const UNREAD_BODY_BYTES = 16 * 1024 * 1024

/**
 * Sends a complete answer. Only its end waits for a body that is still coming: a sender whose connection closes first
 * never reads the answer.
 */
export async function sendReply(
  { request, response }: Exchange,
  { status, headers, body }: ApiReply,
  unreadMilliseconds = UNREAD_BODY_MILLISECONDS,
): Promise<void> {
  const all: Record<string, string | number> = { ...FIXED_HEADERS, ...headers }
  let content: string | Uint8Array | null = body
  if (typeof content === 'string' && content.length >= COMPRESSED_FROM_BYTES) {
    all.Vary = all.Vary ? `${all.Vary}, Accept-Encoding` : 'Accept-Encoding'
    if (/\bgzip\b(?!;q=0)/i.test(request.headers['accept-encoding'] ?? '')) {
      content = await gzip(content)
      all['Content-Encoding'] = 'gzip'
    }
  }
  if (content !== null) all['Content-Length'] = Buffer.byteLength(content)
  else if (status !== 204 && status !== 304) all['Content-Length'] = 0
  response.writeHead(status, all)
  if (!isBodyComing(request)) {
    response.end(content)
    return
  }
  if (content === null) response.flushHeaders()
  else response.write(content)
  takeIn(request, unreadMilliseconds, () => response.end())
}

/** Refuses a request that never reaches the API or a page, as a problem document. */
export function refuse(exchange: Exchange, error: AppError, allowed: string[] = []): Promise<void> {
  const reply = problemReply(error, exchange.requestId, allowed)
  const common = apiHeaders({ origin: exchange.request.headers.origin, ...config() })
  return sendReply(exchange, { ...reply, headers: { ...common, ...reply.headers } })
}

function isBodyComing({ headers, complete, readableEnded }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  return hasBody && !complete && !readableEnded
}

/** Drops the rest of a body. One that is too long or too slow loses its connection. */
function takeIn(request: IncomingMessage, milliseconds: number, done: () => void): void {
  const { socket } = request
  const limit = socket.bytesRead + UNREAD_BODY_BYTES
  const timer = setTimeout(() => socket.destroy(), milliseconds).unref()
  request.on('data', () => {
    if (socket.bytesRead > limit) socket.destroy()
  })
  request.once('close', () => clearTimeout(timer))
  request.once('end', done)
  request.resume()
}
