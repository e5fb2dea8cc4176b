/** Which address a request comes from: the connection's, or what a trusted proxy says of it. */
import { BlockList, isIP, SocketAddress } from 'node:net'

/** Tells whether an address is that of a proxy that is believed. */
export type Trusted = (address: string) => boolean

/** Networks as `10.0.0.0/8` or single addresses; null where one cannot be read. */
export function networks(written: readonly string[]): Trusted | null {
  const list = new BlockList()
  for (const one of written) {
    const [address = '', bits, ...more] = one.split('/')
    const version = isIP(address)
    const size = version === 4 ? 32 : 128
    const prefix = bits === undefined ? size : Number(bits)
    const isSound = version !== 0 && more.length === 0 && bits !== '' && Number.isInteger(prefix)
    if (!isSound || prefix < 0 || prefix > size) return null
    list.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6')
  }
  // Asking the list takes longer than the rest of a hit's address; few addresses connect, the proxies'.
  const known = new Map<string, boolean>()
  return (address) => {
    const told = known.get(address)
    if (told !== undefined) return told
    const version = isIP(address)
    const answer = version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
    if (known.size >= 1000) known.clear()
    known.set(address, answer)
    return answer
  }
}

/**
 * The client's network: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one connection is given.
 * `X-Forwarded-For` is read from its end, as far as the addresses are those of trusted proxies; what stands before the
 * first other one may be invented, and is passed over.
 */
export function clientNetwork(peer: string, forwarded: string | undefined, trusted: Trusted): string {
  let client = plain(peer)
  const hops = (forwarded ?? '')
    .slice(-2048)
    .split(',')
    .map((hop) => plain(hop.trim()))
  while (trusted(client)) {
    const hop = hops.pop()
    if (hop === undefined || isIP(hop) === 0) break
    client = hop
  }
  return isIP(client) === 6 ? first64(client) : client
}

/** An address without the forms that hide it: `::ffff:1.2.3.4`, `[::1]:80`, `1.2.3.4:80`, a zone. */
function plain(address: string): string {
  return address
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
}

function first64(address: string): string {
  // The short form of the system is one for every way of writing an address.
  const [head = '', tail] = new SocketAddress({ address, family: 'ipv6' }).address.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const filled =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  return `${filled.slice(0, 4).join(':')}::/64`
}
