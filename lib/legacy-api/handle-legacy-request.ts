import type { ApiReply, ApiRequest } from '@/lib/api/api-request'
import { foundEndpoint } from '@/lib/api/find-endpoint'
import { runEndpoint } from '@/lib/api/run-endpoint'
import { noteRequest } from '@/lib/log/request-facts'
import { LEGACY_ENDPOINTS, openApiPath } from './endpoints'
import { findLegacyPath } from './find-legacy-path'
import { legacyFormat } from './legacy-format'

/**
 * Answers a request to a path of an older service as that service would have. It never throws.
 *
 * @returns null for any other path, or if a page answers this request
 */
export async function handleLegacyRequest(request: ApiRequest): Promise<ApiReply | null> {
  const legacy = findLegacyPath(request)
  if (!legacy) return null
  const { path, params, entries } = legacy
  const candidates = LEGACY_ENDPOINTS.filter(({ entry }) => entry.path === path)
  const found = foundEndpoint(
    { path: openApiPath(path), endpoints: candidates.map(({ endpoint }) => endpoint) },
    { method: request.method, params },
  )
  const entry = candidates.find(({ endpoint }) => endpoint === found.endpoint)?.entry ?? entries[0]
  if (!entry) return null
  noteRequest({ route: openApiPath(entry.v1), legacyService: entry.service })
  return runEndpoint(found, request, legacyFormat(entry))
}
