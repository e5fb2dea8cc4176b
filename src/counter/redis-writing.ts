/** Writes that count only when enough replicas have them: what is answered survives the death of the master. */
import type { Cluster, Redis } from 'ioredis'
import { StoreUnavailable } from './store.ts'

/** A command with its arguments, such as `['hset', key, field, 1]`. */
export type Command = [name: string, ...args: (string | number | Buffer)[]]

/** Replicas have so long to say that they have it (milliseconds); what waits meanwhile is not answered either. */
const REPLICAS_WAIT = 1000

/** A cluster that moves, and a server without our script, are asked again; so often in all. */
const TURNS = 3

/**
 * Runs writes to keys of one site, `key` among them, as one batch on one connection; gives the reply or the error of each.
 * Throws `StoreUnavailable` where the replicas have not got them; the writes may hold none the less. `commands` is asked with
 * true where the server does not know a script by its digest.
 */
export async function written(
  client: Redis | Cluster,
  replicas: number,
  key: string,
  commands: (inFull: boolean) => Command[],
): Promise<unknown[]> {
  let inFull = false
  for (let turn = 1; ; turn++) {
    const pipeline = client.pipeline(commands(inFull))
    // WAIT is for what its own connection has written, so it goes with the writes.
    if (replicas > 0) pipeline.wait(replicas, REPLICAS_WAIT)
    const results = ((await pipeline.exec()) ?? []).map(([error, reply]) => error ?? reply)
    const asked = results.find((one): one is Error => one instanceof Error && /^(?:MOVED|NOSCRIPT)/.test(one.message))
    if (asked && turn < TURNS) {
      if (asked.message.startsWith('NOSCRIPT')) inFull = true
      // A batch is not led on; a single command is, and the client knows the new master from then on.
      else await client.exists(key)
      continue
    }
    const count = replicas === 0 ? 0 : results.pop()
    if (count instanceof Error) throw count
    if (Number(count) < replicas) throw new StoreUnavailable(`${count} of ${replicas} replicas have the view`)
    return results
  }
}
