import type { AppError } from '@/lib/errors/app-error'
import { problemReply } from '@/lib/http/problem-reply'

/**
 * A failure as a route handler answers it.
 *
 * @param requestId of the request, where it is known
 * @param allowed the methods that the path takes, for a 405
 */
export function problemResponse(error: AppError, requestId: string | null = null, allowed: string[] = []): Response {
  const { body, ...rest } = problemReply(error, requestId ?? '', allowed)
  return new Response(body, rest)
}
