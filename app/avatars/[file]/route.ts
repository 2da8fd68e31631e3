import type { NextRequest } from 'next/server'
import { readAvatar } from '@/lib/avatars/read-avatar'
import { AVATAR_SIZES } from '@/lib/avatars/schemas'
import { config } from '@/lib/config/config'
import { NOTHING_RUNS, STRICT_TRANSPORT_SECURITY } from '@/lib/http/fixed-headers'
import { notFoundResponse } from '@/lib/next/not-found-response'
import { methodNotAllowed } from '@/lib/next/method-not-allowed'

const FILE = /^([\da-f]{64})-(\d{2,3})\.webp$/

/**
 * A picture of someone. Its address says what stands in it, so it never changes; it holds nothing that could run, and
 * may stand on other sites' pages.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ file: string }> }) {
  const [, hash = '', pixels] = FILE.exec((await params).file) ?? []
  const size = AVATAR_SIZES.find((known) => String(known) === pixels)
  const content = size && (await readAvatar({ hash, size }))
  if (!content) return notFoundResponse(request)

  const tag = `"${hash}-${size}"`
  const headers = {
    'Content-Type': 'image/webp',
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: tag,
    'Content-Security-Policy': NOTHING_RUNS,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...(config().isHttps ? { 'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY } : {}),
  }
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .map((each) => each.trim().replace(/^W\//, ''))
  if (known?.includes(tag) || known?.includes('*')) return new Response(null, { status: 304, headers })
  return new Response(content, { headers })
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as OPTIONS,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
}
