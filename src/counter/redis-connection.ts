/** A connection to Redis that finds the master by itself, and gives up a command rather than keep it. */
import { readFileSync } from 'node:fs'
import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { RedisAddress, RedisSecrets } from './redis-address.ts'

export type RedisClient = Redis | Cluster

/** A command that takes longer has failed (milliseconds). */
export const PATIENCE = 2000

/** After so long a connection that was given up is made again (milliseconds). */
const AGAIN = 500

/**
 * Connects; throws what keeps the server from answering, later connects again by itself. `told` hears of every fault. A command
 * is refused at once while the server is away: nobody waits for it, and no view is counted late.
 */
export async function connectRedis(
  address: RedisAddress,
  secrets: RedisSecrets,
  told: (error: Error) => void,
): Promise<{ client: RedisClient; close: () => void }> {
  let [isKnown, isClosed] = [false, false]
  let fault: Error | null = null
  const again = (attempts: number) => (isKnown ? Math.min(attempts * 100, 1000) : null)
  const client = clientOf(address, secrets, again)
  const heard = (error: Error) => {
    fault = error
    told(error)
  }
  // What a node of a cluster said is more than that all of them failed.
  client.on('error', (error: Error & { lastNodeError?: Error }) => heard(error.lastNodeError ?? error))
  const close = () => {
    isClosed = true
    client.disconnect()
  }
  await new Promise<void>((resolve, reject) => {
    const failed = (error: unknown) => reject(fault ?? error)
    // A cluster that does not serve all slots ends the connection and leaves the promise open.
    client.once('end', () => failed(new Error('the cluster is not complete')))
    client.connect().then(resolve, failed)
  }).catch((error) => {
    close()
    throw error
  })
  isKnown = true
  // A connection that is being made while Sentinel changes the master is given up for good by ioredis 6.0.
  client.on('end', () => {
    if (!isClosed) setTimeout(() => isClosed || client.connect().catch(told), AGAIN)
  })
  return { client, close }
}

function clientOf(
  { kind, nodes, master, db, username, password, tls }: RedisAddress,
  secrets: RedisSecrets,
  again: (attempts: number) => number | null,
): RedisClient {
  const certificates = tls && { ...(tls.ca && { ca: read(tls.ca) }), ...keyPair(tls) }
  const user = username || secrets.username
  const common: RedisOptions = {
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    ...(user && { username: user }),
    password: password || secrets.password,
    ...(certificates && { tls: certificates }),
  }
  if (kind === 'cluster')
    return new Cluster(nodes, {
      lazyConnect: true,
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      clusterRetryStrategy: again,
      // A node whose machine lost its power says nothing: the others name its heir.
      slotsRefreshInterval: 1000,
      maxRedirections: 5,
      // A certificate holds a name: nodes are reached by what they are called.
      dnsLookup: (host, found) => found(null, host),
      redisOptions: common,
    })
  const single: RedisOptions = {
    ...common,
    db,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: true,
    retryStrategy: again,
    // The master has become a replica: whoever is asked next knows the new one.
    reconnectOnError: (error) => error.message.includes('READONLY'),
  }
  if (kind === 'server') return new Redis({ ...single, ...nodes[0] })
  return new Redis({
    ...single,
    sentinels: nodes,
    name: master,
    sentinelPassword: secrets.sentinelPassword,
    sentinelCommandTimeout: PATIENCE,
    sentinelRetryStrategy: again,
    failoverDetector: true,
    ...(certificates && { sentinelTLS: certificates, enableTLSForSentinelMode: true }),
  })
}

function keyPair({ cert, key }: { cert?: string; key?: string }) {
  return { ...(cert && { cert: read(cert) }), ...(key && { key: read(key) }) }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
