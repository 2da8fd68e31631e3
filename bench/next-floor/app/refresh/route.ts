import { randomUUID } from 'node:crypto'
import { database } from '../../lib/database'
import { signTokens, verifyToken } from '../../lib/tokens'

/** One signature to verify, one row to write for good, two tokens to sign. */
export async function POST(request: Request) {
  const { refresh } = (await request.json()) as { refresh: string }
  const { sub: userId, sid: sessionId, jti } = verifyToken(refresh, 'refresh')
  const tokenId = randomUUID()
  const { changes } = database().rotate.run(tokenId, new Date().toISOString(), sessionId, jti)
  if (changes !== 1) return Response.json({ detail: 'The token was replaced.' }, { status: 401 })
  return Response.json(signTokens({ sessionId, userId, tokenId }), { headers: { 'cache-control': 'no-store' } })
}
