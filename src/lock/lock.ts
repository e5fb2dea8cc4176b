/** The lock on a folder: one process at a time works there, and a dead one's lock is taken over by exactly one other. */
import { randomUUID } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isElsewhere, isRunning, type ProcessIdentity, thisProcess } from './process-identity.ts'
import { attempt, isAbsence, isSystemError } from './system-error.ts'

/** A lock that this process holds. `token` is this taking's own; `tookOver` says that the last holder died with it. */
export interface Lock {
  file: string
  token: string
  tookOver: boolean
}

/** The process that has a lock; `host` is the machine's name where it is on another one, or in another container. */
export interface Held {
  holder: number
  host: string | null
}

/**
 * Takes the lock `folder/lock`, or names the process that has it. What was locked on another machine or in another container
 * is never taken over: somebody has to look there, then delete the file.
 * The folder must exist; throws ENOENT where it goes away meanwhile (another process tidied it up).
 */
export function takeLock(folder: string): Lock | Held {
  const taken = take(join(folder, 'lock'), thisProcess())
  if ('token' in taken) attempt(() => sweep(folder))
  return taken
}

/** Gives a lock back; one that somebody took away by hand is left to whoever has it now. */
export function releaseLock({ file, token }: Lock): void {
  attempt(() => {
    if (read(file)?.token === token) unlinkSync(file)
  })
}

/**
 * A dead holder's lock, known by its token, may be replaced only by the process that holds `lock.<token>`, which is
 * itself a lock of this kind. The right is checked again under it: the file must still be the dead one's, and nobody
 * else may replace it then. So no moment exists in which a living holder's lock is moved or missing.
 */
function take(file: string, identity: ProcessIdentity): Lock | Held {
  // Every turn but the last saw another process get on: a lock given back, or a dead one's taken over.
  for (;;) {
    const token = randomUUID()
    const claim = join(dirname(file), `lock.${token}.tmp`)
    writeFileSync(claim, `${JSON.stringify({ ...identity, token })}\n`, { flag: 'wx' })
    try {
      if (put(claim, file)) return { file, token, tookOver: false }
      const found = read(file)
      if (found === null) continue
      if (found.owner !== null && isRunning(found.owner)) return heldBy(found.owner)
      const right = take(found.token === null ? `${file}.torn` : join(dirname(file), `lock.${found.token}`), identity)
      if ('holder' in right) return right
      try {
        const still = read(file)
        if (still === null || still.token !== found.token) continue
        renameSync(claim, file)
        return { file, token, tookOver: true }
      } finally {
        releaseLock(right)
      }
    } catch (error) {
      // A claim is swept away by a process that got the lock in between.
      if (!isAbsence(error)) throw error
    } finally {
      attempt(() => unlinkSync(claim))
    }
  }
}

function heldBy(owner: ProcessIdentity): Held {
  return { holder: owner.pid, host: isElsewhere(owner) ? (owner.host ?? '') : null }
}

/** Gives the claim the lock's name unless that is taken: the lock is never seen half written. */
function put(claim: string, file: string): boolean {
  try {
    linkSync(claim, file)
    return true
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (error.code === 'EEXIST') return false
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(error.code)) throw error
  }
  // File systems without links (FAT): here a kill may leave the lock empty, which `read` takes for a dead one's.
  try {
    writeFileSync(file, readFileSync(claim), { flag: 'wx' })
    return true
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false
    throw error
  }
}

/** What a lock file says; `owner` and `token` are null where it is torn, the whole is null where there is none. */
function read(file: string): { owner: ProcessIdentity | null; token: string | null } | null {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isClaim(json)) {
      const { host, namespace, boot, pid, start, token } = json
      return { owner: { host, namespace, boot, pid, start }, token }
    }
  } catch (error) {
    if (isAbsence(error)) return null
    if (!(error instanceof SyntaxError)) throw error
  }
  return { owner: null, token: null }
}

function isClaim(json: unknown): json is ProcessIdentity & { token: string } {
  if (typeof json !== 'object' || json === null) return false
  const { host, namespace, boot, pid, start, token } = json as Record<string, unknown>
  return (
    [host, namespace, boot, start].every((one) => one === null || typeof one === 'string') &&
    typeof pid === 'number' &&
    Number.isSafeInteger(pid) &&
    pid > 0 &&
    typeof token === 'string' &&
    /^[0-9a-f-]{36}$/.test(token)
  )
}

/**
 * Removes the claims and rights that killed processes left. Those of living ones may go too: without its claim a
 * process begins anew, and a right is worth nothing once the lock is not the dead one's any more.
 */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith('lock.')) attempt(() => unlinkSync(join(folder, name)))
}
