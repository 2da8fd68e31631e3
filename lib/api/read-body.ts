import { AppError } from '@/lib/errors/app-error'
import type { ApiRequest } from './api-request'

const MAX_BODY_BYTES = 64 * 1024
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** The parts of a request that reading its body needs. */
export type BodySource = Pick<ApiRequest, 'headers' | 'readBody'>

/**
 * The whole body of a request, unparsed.
 *
 * @throws AppError `body_too_large`; `unsupported_content_encoding` for a compressed one (RFC 9110, 15.5.16)
 */
export async function readBytes({ headers, readBody }: BodySource): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw new AppError('body_too_large')
  requireNoEncoding(headers)
  return readBody(MAX_BODY_BYTES)
}

/** @throws AppError `unsupported_content_encoding` */
export function requireNoEncoding(headers: ApiRequest['headers']): void {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && !/^(identity)?$/i.test(encoding.trim()))
    throw new AppError('unsupported_content_encoding')
}

/** Whether a Content-Type is JSON, including `+json` types. */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/([\w.+-]+\+)?json\b/i.test(contentType ?? '')
}

/** @throws AppError `invalid_json` */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes))
  } catch {
    throw new AppError('invalid_json')
  }
}
