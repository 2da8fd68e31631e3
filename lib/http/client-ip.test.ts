import { describe, expect, it } from 'vitest'
import { clientIp, vercelClientIp } from './client-ip'

describe('clientIp', () => {
  const socketAddress = '10.0.0.9'

  it("is the socket's own without a trusted proxy, whatever the header says (S8)", () => {
    expect(clientIp({ socketAddress, forwardedFor: '1.2.3.4', hops: 0 })).toBe(socketAddress)
  })

  it('is what the outermost trusted proxy saw, not what the client put in front (S8)', () => {
    const forwardedFor = '6.6.6.6, 1.2.3.4, 10.0.0.8'
    expect(clientIp({ socketAddress, forwardedFor, hops: 1 })).toBe('10.0.0.8')
    expect(clientIp({ socketAddress, forwardedFor, hops: 2 })).toBe('1.2.3.4')
  })

  it.each([null, '', 'unknown', '1.2.3.4:80', '1.2.3.4\r\nX: y'])(
    "is the socket's own when the proxy sent %j",
    (forwardedFor) => expect(clientIp({ socketAddress, forwardedFor, hops: 1 })).toBe(socketAddress),
  )

  it('takes IPv6', () => {
    expect(clientIp({ socketAddress, forwardedFor: '2001:db8::1', hops: 1 })).toBe('2001:db8::1')
  })
})

describe('vercelClientIp', () => {
  it.each(['203.0.113.7', '2001:db8::1'])('is what the platform says: %s', (address) =>
    expect(vercelClientIp(address)).toBe(address),
  )

  it.each([null, '', 'localhost', '1.2.3.4, 203.0.113.7'])('is the same for everybody where it says %j', (header) =>
    expect(vercelClientIp(header)).toBe('unknown'),
  )
})
