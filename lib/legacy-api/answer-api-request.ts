import type { ApiReply, ApiRequest } from '@/lib/api/api-request'
import { handleApiRequest } from '@/lib/api/handle-api-request'
import { handleLegacyRequest } from './handle-legacy-request'

/**
 * Answers a request to the API, by its own paths or by those of the older services.
 *
 * @returns null when it is not one
 */
export async function answerApiRequest(request: ApiRequest): Promise<ApiReply | null> {
  return (await handleApiRequest(request)) ?? handleLegacyRequest(request)
}
