import type { AppError } from '@/lib/errors/app-error'
import { problemOf } from './problem'

/**
 * The one place that writes problem documents (RFC 9457) with their headers.
 *
 * @param allowed the methods that the path takes, for a 405
 */
export function problemReply(error: AppError, requestId: string, allowed: string[] = []) {
  const { status, code, retryAfterSeconds } = error
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  if (status === 405) headers.Allow = allowed.join(', ')
  // Browsers do not ask for a password at this scheme.
  if (status === 401)
    headers['WWW-Authenticate'] = code === 'token_not_valid' ? 'Bearer error="invalid_token"' : 'Bearer'
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds)
  return { status, headers, body: JSON.stringify(problemOf(error, requestId)) }
}
