/** The cache: results of pure steps by the digest of their whole input, kept between builds in a folder that may always be deleted. */
import { lstatSync, mkdirSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type Held, type Lock, releaseLock, takeLock } from '../lock/lock.ts'
import { attempt, isSystemError } from '../lock/system-error.ts'
import { type Index, packName, readIndex, slotsOf, writeIndex } from './index-file.ts'
import { knownPack, newPack, type Pack, readSlot } from './pack-file.ts'

/**
 * Values are JSON texts. `get` gives undefined where a value is not known or was damaged: the step is then run again.
 */
export interface Cache {
  get: (key: string) => string | undefined
  /** Whether nothing was known at the start, and whether what is put is there for the next build. */
  isEmpty: boolean
  isPersistent: boolean
  put: (key: string, value: string) => void
  /** Says that a value is still wanted, without looking at it; `knows` whether there is one, be it damaged. */
  touch: (key: string) => void
  knows: (key: string) => boolean
  /** Keeps the values for the next build; with `prune`, only those that this build asked for or made. */
  save: (prune: boolean) => void
  /** Whether most of it is of builds gone by: time for one that prunes. */
  hasGrown: () => boolean
  /** Why nothing more could be written (`ENOSPC`); this build goes on in memory then, and the next starts from what was there. */
  failure: () => string | null
  /** Ends the cache, saved or not. */
  close: () => void
  /** A value after the cache was closed, unless another build has replaced what it lay in. */
  readClosed: (key: string) => string | undefined
}

/** In memory only: for `--no-cache` and for a build beside another one. */
export function memoryCache(): Cache {
  const values = new Map<string, string>()
  return {
    get: (key) => values.get(key),
    isEmpty: true,
    isPersistent: false,
    put: (key, value) => void values.set(key, value),
    touch: () => {},
    knows: (key) => values.has(key),
    save: () => {},
    hasGrown: () => false,
    failure: () => null,
    close: () => values.clear(),
    readClosed: () => undefined,
  }
}

/**
 * Opens the cache in a folder. `salt` names the release: values of another are not used. `secret` proves that the values are
 * those of whoever holds it: the folder may have come from elsewhere, and what it holds ends in published pages. Only one
 * process has it at a time; `unusable` says why a build goes without (in use, read-only, full, a link). `isUnverified` says
 * that there was one of another secret, or one that was changed: nothing of it is used.
 */
export function openCacheFolder(
  folder: string,
  salt: string,
  secret: string,
): { cache: Cache; unusable: string | null; isUnverified: boolean } {
  const without = (unusable: string) => ({ cache: memoryCache(), unusable, isUnverified: false })
  let lock: Lock | null = null
  try {
    mkdirSync(folder, { recursive: true })
    // It may lead to any folder of this machine, whose files are not ours to replace.
    if (lstatSync(folder).isSymbolicLink()) return without('a link')
    const taken = takeLock(folder)
    if ('holder' in taken) return without(inUse(taken))
    lock = taken
    const found = readIndex(folder, salt, secret)
    const { index, pack } = openPack(folder, salt, found.index)
    const cache = packedCache(folder, secret, lock, index, pack)
    return { cache, unusable: null, isUnverified: found.isUnverified }
  } catch (error) {
    if (lock !== null) releaseLock(lock)
    return without(reason(error))
  }
}

/** A pack is not worth compacting before it has so many bytes. */
const SMALL = 1_000_000

function packedCache(folder: string, secret: string, lock: Lock, index: Index, opened: Pack): Cache {
  let pack = opened
  // The values that are not written yet by their keys; once writing has failed, all that come.
  const fresh = new Map<string, string>()
  let failure: string | null = null
  const asked = new Set<string>()

  const writing = (write: () => void) => {
    if (failure !== null) return
    try {
      write()
    } catch (error) {
      failure = reason(error)
    }
  }
  const save = (prune: boolean) => {
    pack.flush()
    if (prune) {
      index.slots.retain(asked)
      index.live = index.slots.all().reduce((sum, [, [, length]]) => sum + length, 0)
      if (pack.size() > SMALL && index.live < pack.size() * 0.75) {
        pack = compacted(folder, secret, index, pack)
        return
      }
    }
    writeIndex(folder, secret, index)
  }

  return {
    isEmpty: index.slots.isEmpty,
    isPersistent: true,
    get(key) {
      const waits = fresh.get(key)
      const slot = waits === undefined ? index.slots.get(key) : undefined
      if (waits === undefined && !slot) return undefined
      asked.add(key)
      return waits ?? (slot && pack.read(slot))
    },
    touch: (key) => void asked.add(key),
    knows: (key) => fresh.has(key) || index.slots.get(key) !== undefined,
    put(key, value) {
      asked.add(key)
      fresh.set(key, value)
      writing(() => {
        index.slots.put(key, pack.append(value))
        if (pack.flushIfFull()) fresh.clear()
      })
    },
    hasGrown: () => pack.size() > SMALL + 2 * index.live,
    failure: () => failure,
    save: (prune) => writing(() => save(prune)),
    close() {
      pack.close()
      releaseLock(lock)
    },
    readClosed(key) {
      const slot = index.slots.get(key)
      return fresh.get(key) ?? (slot && readSlot(join(folder, pack.name), slot))
    },
  }
}

/** Writes the values of an index into a new pack, and the index with it; the old pack is gone then. */
function compacted(folder: string, secret: string, index: Index, pack: Pack): Pack {
  const renewed = newPack(folder, Number(index.pack.slice('pack-'.length)) + 1)
  const slots = slotsOf()
  try {
    for (const [key, slot] of index.slots.all()) {
      const value = pack.read(slot)
      if (value === undefined) continue
      slots.put(key, renewed.append(value))
      renewed.flushIfFull()
    }
    renewed.flush()
    writeIndex(folder, secret, { ...index, slots, pack: renewed.name })
  } catch (error) {
    renewed.close()
    rmSync(join(folder, renewed.name), { force: true })
    throw error
  }
  pack.close()
  rmSync(join(folder, index.pack), { force: true })
  Object.assign(index, { slots, pack: renewed.name })
  return renewed
}

/** Opens the pack of an index, or a new one for an empty index; removes all others. */
function openPack(folder: string, salt: string, known: Index | null): { pack: Pack; index: Index } {
  const pack = known && knownPack(folder, known.pack)
  for (const name of readdirSync(folder))
    if (packName.test(name) && name !== pack?.name) attempt(() => unlinkSync(join(folder, name)))
  if (known && pack) return { pack, index: known }
  const fresh = newPack(folder, 0)
  return { pack: fresh, index: { salt, pack: fresh.name, live: 0, slots: slotsOf() } }
}

function inUse({ holder, host }: Held): string {
  return `in use by process ${holder}${host === null ? '' : ` elsewhere (${host})`}`
}

function reason(error: unknown): string {
  if (isSystemError(error)) return error.code
  throw error
}
