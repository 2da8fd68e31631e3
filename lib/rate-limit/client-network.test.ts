import { expect, test } from 'vitest'
import { clientNetwork } from './client-network'

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
  ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0:0:0:9'],
  ['2001:db8::1', '2001:db8:0:0:1::'],
  ['fe80::1%eth0', 'fe80::2%eth1'],
  ['::ffff:192.0.2.1', '::ffff:c000:201'],
])('%s and %s come from one place', (one, other) => expect(clientNetwork(one)).toBe(clientNetwork(other)))

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['2001:db8::1', '2001:db8:0:1::1'],
  ['1::', '::1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
  ['192.0.2.1', '192.0.2.2'],
  ['192.0.2.1', 'unknown'],
])('%s and %s come from two', (one, other) => expect(clientNetwork(one)).not.toBe(clientNetwork(other)))
