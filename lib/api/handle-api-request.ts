import { noteRequest } from '@/lib/log/request-facts'
import type { ApiReply, ApiRequest } from './api-request'
import { findEndpoint } from './find-endpoint'
import { runEndpoint } from './run-endpoint'
import { V1_FORMAT } from './v1-format'

/**
 * Answers a request to the API, except the legacy API. Never throws.
 *
 * @returns null when the path is not one of the API's
 */
export async function handleApiRequest(request: ApiRequest): Promise<ApiReply | null> {
  const found = findEndpoint(request)
  if (!found) return null
  noteRequest({ route: found.path })
  return runEndpoint(found, request, V1_FORMAT)
}
