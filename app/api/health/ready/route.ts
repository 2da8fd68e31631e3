import { isDatabaseReady } from '@/lib/db/is-database-ready'

/** 200 while the database answers and is migrated, else 503. */
export const dynamic = 'force-dynamic'

export async function GET() {
  const isReady = await isDatabaseReady()
  return Response.json(
    { status: isReady ? 'ready' : 'not ready' },
    { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
