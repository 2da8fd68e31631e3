export const dynamic = 'force-dynamic'

/** The bare handler: constant JSON. */
export function GET() {
  return Response.json({ status: 'live' })
}
