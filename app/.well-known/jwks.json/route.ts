import { jwks } from '@/lib/tokens/jwks'

/** The public signing keys (RFC 7517). Any origin may read them, and keep them for a few minutes. */
export async function GET() {
  const headers = {
    'Content-Type': 'application/jwk-set+json',
    'Cache-Control': 'public, max-age=300, stale-while-revalidate=3600',
    'Access-Control-Allow-Origin': '*',
  }
  return Response.json(await jwks(new Date()), { headers })
}
