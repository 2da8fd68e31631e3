import { brandIcon } from '@/lib/brand/brand-icon'
import { config } from '@/lib/config/config'
import { DAY, SECOND } from '@/lib/config/durations'
import { STRICT_TRANSPORT_SECURITY } from '@/lib/http/fixed-headers'
import { methodNotAllowed } from '@/lib/next/method-not-allowed'

/** An SVG that is opened by itself is a page: one that runs nothing and loads nothing. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox`

/** The site's logo and icon. Kept for good by its URL, which changes with it. */
export function GET(request: Request) {
  const { content, type, url } = brandIcon()
  const isCurrent = new URL(request.url).search === new URL(url, request.url).search
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': POLICY,
      'Cache-Control': isCurrent ? `public, max-age=${(365 * DAY) / SECOND}, immutable` : 'no-cache',
      ...(config().isHttps ? { 'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY } : {}),
    },
  })
}

export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
  methodNotAllowed as OPTIONS,
}
