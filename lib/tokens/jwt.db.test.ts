import { createPublicKey, randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { curiousTokens, decodedToken, forgedTokens, signedToken, type TokenMaterial } from '@/lib/testing/forged-tokens'
import { aContext } from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { addMilliseconds, DAY, HOUR, MINUTE, SECOND } from '@/lib/config/durations'
import { signToken, verifyToken, type TokenType } from './jwt'
import { rotateSigningKey } from './rotate-signing-key'
import { currentSigningKey } from './signing-keys'

/** What these forgeries claim is checked against the session's row, elsewhere: the token itself is well made. */
const UP_TO_THE_SESSION = ['sub of nobody', 'sid of no session']

describe('signToken', () => {
  it('makes an access token with the claims of RFC 9068 and those that clients of SimpleJWT read', async () => {
    const { token, input } = await aToken('access')
    const { header, claims } = decodedToken(token)
    expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: (await currentSigningKey(new Date())).kid })
    const iat = Math.floor(input.issuedAt.getTime() / 1000)
    expect(claims).toEqual({
      iss: 'http://localhost:3000',
      aud: 'http://localhost:3000',
      sub: input.userId,
      user_id: input.userId,
      client_id: expect.any(String),
      iat,
      nbf: iat,
      exp: iat + 900,
      jti: input.tokenId,
      sid: input.sessionId,
      token_type: 'access',
    })
  })

  it('takes the audience from TOKEN_AUDIENCE, and refuses tokens of another one', async () => {
    const { token } = await aToken('access')
    withConfig({ TOKEN_AUDIENCE: 'https://api.example.com' })
    const { token: other } = await aToken('access')
    expect(decodedToken(other).claims.aud).toBe('https://api.example.com')
    expect(await verifyToken('access', other)).not.toBeNull()
    expect(await verifyToken('access', token)).toBeNull()
    withConfig({})
  })
})

describe('verifyToken', () => {
  it('gives the claims of a good token', async () => {
    for (const type of ['access', 'refresh'] as const) {
      const { token, input } = await aToken(type)
      expect(await verifyToken(type, token)).toMatchObject({
        sub: input.userId,
        sid: input.sessionId,
        jti: input.tokenId,
      })
    }
  })

  it('takes no kind of token for another (S42)', async () => {
    expect(await verifyToken('refresh', (await aToken('access')).token)).toBeNull()
    expect(await verifyToken('access', (await aToken('refresh')).token)).toBeNull()
  })

  for (const type of ['access', 'refresh'] as const) {
    it(`refuses every forged ${type} token (S40, S41)`, async () => {
      const material = await materialOf(type)
      const forgeries = forgedTokens(material).filter(([name]) => !UP_TO_THE_SESSION.includes(name))
      const taken: string[] = []
      for (const [name, token] of forgeries) if (await verifyToken(type, token)) taken.push(name)
      expect(taken).toEqual([])
      expect(forgeries.length).toBeGreaterThan(100)
    })

    it(`takes a good ${type} token whatever else its header holds, and within a minute of skew (S40, S41)`, async () => {
      const refused: string[] = []
      for (const [name, token] of curiousTokens(await materialOf(type)))
        if (!(await verifyToken(type, token))) refused.push(name)
      expect(refused).toEqual([])
    })
  }

  it('refuses what is too long to be one, at once', async () => {
    const { token } = await aToken('access')
    expect(await verifyToken('access', `${token}${'A'.repeat(5000)}`)).toBeNull()
  })

  it('takes a token until a minute after its expiry, and no longer, though it took it before (S41)', async () => {
    const { token, input } = await aToken('access')
    const at = async (after: number) =>
      withClock(addMilliseconds(input.issuedAt, after), () => verifyToken('access', token))
    expect(await at(15 * MINUTE + 58 * SECOND)).not.toBeNull()
    expect(await at(16 * MINUTE + SECOND)).toBeNull()
    expect(await at(-58 * SECOND)).not.toBeNull()
    expect(await at(-62 * SECOND)).toBeNull()
  })

  it('takes tokens of a rotated key until its grace is over, then refuses even unexpired ones (S43)', async () => {
    const { header, claims, privateKey, token } = await materialOf('refresh')
    const longer = signedToken(header, { ...claims, exp: Number(claims.exp) + 365 * 86_400 }, privateKey)
    const now = new Date()
    const { signsAt } = await rotateSigningKey(aContext({ now }))
    const at = (after: number, candidate: string) =>
      withClock(addMilliseconds(now, after), () => verifyToken('refresh', candidate))

    const { token: renewed } = await withClock(signsAt, () => aToken('access'))
    expect(decodedToken(renewed).header.kid).not.toBe(header.kid)
    expect(await at(MINUTE, token)).not.toBeNull()
    expect(await at(30 * DAY - MINUTE, token)).not.toBeNull()
    expect(await at(30 * DAY - MINUTE, longer)).not.toBeNull()
    expect(await at(30 * DAY + HOUR, longer)).toBeNull()
  })
})

async function aToken(type: TokenType) {
  const issuedAt = new Date()
  const life = type === 'access' ? 15 * MINUTE : 30 * DAY
  const input = {
    userId: randomUUID(),
    sessionId: randomUUID(),
    tokenId: randomUUID(),
    issuedAt,
    expiresAt: addMilliseconds(issuedAt, life),
  }
  return { token: await signToken(type, input), input }
}

async function materialOf(type: TokenType): Promise<TokenMaterial> {
  const { token } = await aToken(type)
  const { privateKey } = await currentSigningKey(new Date())
  return {
    token,
    ...decodedToken(token),
    privateKey,
    publicKey: createPublicKey(privateKey),
    elsewhere: 'http://127.0.0.1:9',
  }
}

async function withClock<T>(now: Date, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now })
  try {
    return await work()
  } finally {
    vi.useRealTimers()
  }
}
