import { database } from '../../lib/database'
import { verifyToken } from '../../lib/tokens'

/** One signature to verify, one row to read. */
export function GET(request: Request) {
  const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
  const { sub } = verifyToken(token, 'access')
  return Response.json(database().findUser.get(sub), { headers: { 'cache-control': 'no-store' } })
}
