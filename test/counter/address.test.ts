import { describe, expect, test } from 'vitest'
import { clientNetwork, networks, type Trusted } from '../../src/counter/address.ts'

const none = networks([]) as Trusted
const proxies = networks(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']) as Trusted

describe('the client is', () => {
  test.each([
    ['the connection’s address', '203.0.113.9', undefined, none, '203.0.113.9'],
    ['it too where nobody is trusted', '203.0.113.9', '198.51.100.1', none, '203.0.113.9'],
    ['it too where the proxy is not trusted', '203.0.113.9', '198.51.100.1', proxies, '203.0.113.9'],
    ['what a trusted proxy saw', '127.0.0.1', '198.51.100.1', proxies, '198.51.100.1'],
    ['the last before the trusted ones', '127.0.0.1', '1.1.1.1, 198.51.100.1, 10.1.2.3', proxies, '198.51.100.1'],
    ['the proxy itself where it says nonsense', '127.0.0.1', '1.1.1.1, <script>', proxies, '127.0.0.1'],
    ['the proxy itself where it says nothing', '::ffff:127.0.0.1', undefined, proxies, '127.0.0.1'],
    ['without its port', '127.0.0.1', '198.51.100.1:4711', proxies, '198.51.100.1'],
    ['of IPv6 its network', '2001:db8:1:2:3:4:5:6', undefined, none, '2001:db8:1:2::/64'],
    ['of IPv6 its network, however it is written', '127.0.0.1', '[2001:DB8:1:2::9]:80', proxies, '2001:db8:1:2::/64'],
    ['behind a proxy with IPv6', 'fd00::1', '2001:db8::1', proxies, '2001:db8:0:0::/64'],
  ])('%s', (_, peer, forwarded, trusted, client) => {
    expect(clientNetwork(peer, forwarded, trusted)).toBe(client)
  })

  test('whatever a client writes before it, what the proxy saw', () => {
    const forged = `${'9.9.9.9, '.repeat(10_000)}10.0.0.1, 198.51.100.1`
    expect(clientNetwork('127.0.0.1', forged, proxies)).toBe('198.51.100.1')
  })
})

test.each([['10.0.0.0/33'], ['10.0.0/8'], ['::/129'], ['10.0.0.0/'], ['10.0.0.0/8/8'], ['*'], ['-1']])(
  '%s is no network',
  (written) => expect(networks([written])).toBeNull(),
)
