/** What an address of Redis says: one server, a cluster, or a master that Sentinel knows; in the clear or by TLS. */

/** A host and its port. */
export interface RedisNode {
  host: string
  port: number
}

/** `master` is the name that Sentinel knows it by. `tls` holds files in PEM; null where nothing is encrypted. */
export interface RedisAddress {
  kind: 'server' | 'cluster' | 'sentinel'
  nodes: RedisNode[]
  master: string
  db: number
  username: string
  password: string
  tls: { ca?: string; cert?: string; key?: string } | null
  /** So many replicas must have a write before it is answered. */
  replicas: number
}

/** What is better not written into an address; what the address says comes first. */
export interface RedisSecrets {
  username: string
  password: string
  sentinelPassword: string
}

/** `REDIS_USERNAME`, `REDIS_PASSWORD`, `REDIS_SENTINEL_PASSWORD`. */
export function redisSecrets(environment: NodeJS.ProcessEnv): RedisSecrets {
  const { REDIS_USERNAME = '', REDIS_PASSWORD = '', REDIS_SENTINEL_PASSWORD = '' } = environment
  return { username: REDIS_USERNAME, password: REDIS_PASSWORD, sentinelPassword: REDIS_SENTINEL_PASSWORD }
}

/** Whether a store is meant as a server's address, not as a file. */
export function isRedis(store: string): boolean {
  return /^rediss?(?:\+\w*)?:\/\//i.test(store)
}

/** The forms that `redisAddress` reads, for a message. */
export const redisForms = 'redis://host:6379/, redis://a:7000,b:7000,c:7000/, redis+sentinel://a,b,c/mymaster'

/**
 * Reads an address; null where it is none.
 * `redis://[USER:PASSWORD@]HOST[:6379][/DB]` is one server. Several hosts, set apart by commas, are a cluster, as is one with
 * `redis+cluster://`. `redis+sentinel://HOST[:26379],…/MASTER[/DB]` asks Sentinel. `rediss` in the place of `redis` is TLS.
 * `?ca=FILE&cert=FILE&key=FILE` are for TLS; `?replicas=N` says how many replicas must have a view before it is answered: 1 of a
 * cluster and under Sentinel, else 0.
 */
export function redisAddress(written: string): RedisAddress | null {
  const [, scheme = '', mode, rest = ''] = /^(rediss?)(?:\+(cluster|sentinel))?:\/\/(.*)$/is.exec(written) ?? []
  // The scheme may be repeated before each host.
  const plain = rest.replace(/\/?,\s*rediss?:\/\//gi, ',')
  const [, login = '', hosts, path = '', query = ''] =
    /^(?:([^?]*)@)?([^@/?]+)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(plain) ?? []
  if (hosts === undefined) return null
  const nodes = hosts.split(',').map((host) => nodeOf(host.trim(), mode === 'sentinel' ? 26_379 : 6379))
  const kind = mode === 'sentinel' ? 'sentinel' : mode === 'cluster' || nodes.length > 1 ? 'cluster' : 'server'
  const [, username = '', password = ''] = /^([^:]*):?(.*)$/s.exec(login) ?? []
  const [master = '', db = ''] = kind === 'sentinel' ? path.split('/') : ['', path]
  const options = new URLSearchParams(query)
  const { ca, cert, key, replicas = kind === 'server' ? '0' : '1', ...unknown } = Object.fromEntries(options)
  const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
  const isTls = scheme.toLowerCase() === 'rediss'
  const names = [username, password, master].map(decoded)
  if (nodes.includes(null) || names.includes(null) || !/^\d{0,4}$/.test(db) || !/^\d$/.test(replicas)) return null
  if ((kind === 'sentinel' && master === '') || (kind === 'cluster' && Number(db) > 0)) return null
  if (Object.keys(unknown).length > 0 || (!isTls && Object.keys(tls).length > 0)) return null
  const [user, secret, name] = names as string[]
  return {
    kind,
    nodes: nodes as RedisNode[],
    master: name as string,
    db: Number(db),
    username: user as string,
    password: secret as string,
    tls: isTls ? tls : null,
    replicas: Number(replicas),
  }
}

/** An address for the log and for messages: without name and password, also where it cannot be read. */
export function shownAddress(written: string): string {
  return written.replace(/\/\/.*@/s, '//')
}

function nodeOf(written: string, port: number): RedisNode | null {
  const [, inBrackets, name, given] = /^(?:\[([\da-f:.]+)\]|([^[\]:\s]+))(?::(\d{1,5}))?$/i.exec(written) ?? []
  const host = inBrackets ?? name
  return host === undefined || Number(given ?? port) > 65_535 ? null : { host, port: Number(given ?? port) }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
