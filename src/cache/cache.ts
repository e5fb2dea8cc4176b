/** The cache: results of pure steps by the digest of their whole input, kept between builds in a folder that may always be deleted. */

import { closeSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type Held, type Lock, releaseLock, takeLock } from '../lock/lock.ts'
import { attempt, isAbsence, isSystemError } from '../lock/system-error.ts'
import { digestOf, type Index, packName, readIndex, type Slot, slotsOf, writeAll, writeIndex } from './index-file.ts'

/**
 * Values are JSON texts. `get` gives undefined where a value is not known or was damaged: the step is then run again.
 * `facts` are what the builder wants to know next time of files (their stamps); they are no results and may be stale.
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
  facts: Record<string, unknown>
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
    facts: {},
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
    const { index, isUnverified } = readIndex(folder, salt, secret)
    return { cache: packCache(folder, secret, lock, openPack(folder, salt, index)), unusable: null, isUnverified }
  } catch (error) {
    if (lock !== null) releaseLock(lock)
    return without(reason(error))
  }
}

/** A pack is not worth compacting before it has so many bytes. */
const SMALL = 1_000_000

/** Values wait for each other in so many bytes. */
const ROOM = 1 << 21

function packCache(folder: string, secret: string, lock: Lock, { index, ...opened }: Pack & { index: Index }): Cache {
  let pack: Pack = opened
  // A pack that is shorter than its index was torn: values beyond its end are simply not there.
  let end = pack.size
  // What was put but not yet written, from `flushed` to `end`: one write for many small values.
  let waiting = Buffer.allocUnsafe(ROOM)
  let flushed = end
  // The values of `waiting` by their keys; once writing has failed, all that come.
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
  const flush = () =>
    writing(() => {
      writeAll(pack.descriptor, waiting.subarray(0, end - flushed), flushed)
      if (waiting.length > ROOM) waiting = Buffer.allocUnsafe(ROOM)
      fresh.clear()
      flushed = end
    })
  // What this build wrote itself has not been in other hands.
  const own = new WeakSet<Slot>()
  const read = (slot: Slot): string | undefined => {
    const [offset, length, digest] = slot
    if (offset + length > flushed) return undefined
    const bytes = Buffer.alloc(length)
    if (readSync(pack.descriptor, bytes, 0, length, offset) !== length) return undefined
    return own.has(slot) || digestOf(bytes) === digest ? bytes.toString('utf8') : undefined
  }
  const append = (value: string): Slot => {
    const from = end - flushed
    // A letter takes three bytes at most.
    if (from + value.length * 3 > waiting.length)
      waiting = Buffer.concat([waiting.subarray(0, from)], from + Buffer.byteLength(value))
    const length = waiting.write(value, from)
    const slot: Slot = [end, length, digestOf(waiting.subarray(from, from + length))]
    own.add(slot)
    end += length
    if (end - flushed > ROOM / 2) flush()
    return slot
  }

  const compact = () => {
    const renewed = newPack(folder, Number(index.pack.slice('pack-'.length)) + 1)
    const slots = slotsOf()
    let to = 0
    try {
      for (const [key, slot] of index.slots.all()) {
        const value = read(slot)
        if (value === undefined) continue
        const bytes = Buffer.from(value, 'utf8')
        writeAll(renewed.descriptor, bytes, to)
        slots.put(key, [to, bytes.length, slot[2]])
        to += bytes.length
      }
      writeIndex(folder, secret, { ...index, slots, pack: renewed.name })
    } catch (error) {
      closeSync(renewed.descriptor)
      rmSync(join(folder, renewed.name), { force: true })
      throw error
    }
    closeSync(pack.descriptor)
    rmSync(join(folder, index.pack), { force: true })
    pack = renewed
    index.slots = slots
    index.pack = renewed.name
  }
  const save = (prune: boolean) => {
    flush()
    if (failure !== null) return
    if (prune) {
      index.slots.retain(asked)
      const used = index.slots.all().reduce((sum, [, [, length]]) => sum + length, 0)
      index.live = used
      if (end > SMALL && used < end * 0.75) return compact()
    }
    writeIndex(folder, secret, index)
  }

  return {
    facts: index.facts,
    isEmpty: index.slots.isEmpty,
    isPersistent: true,
    get(key) {
      const waits = fresh.get(key)
      const slot = waits === undefined ? index.slots.get(key) : undefined
      if (waits === undefined && !slot) return undefined
      asked.add(key)
      return waits ?? (slot && read(slot))
    },
    touch: (key) => void asked.add(key),
    knows: (key) => fresh.has(key) || index.slots.get(key) !== undefined,
    put(key, value) {
      asked.add(key)
      fresh.set(key, value)
      if (failure === null) index.slots.put(key, append(value))
    },
    hasGrown: () => end > SMALL + 2 * index.live,
    failure: () => failure,
    save: (prune) => writing(() => save(prune)),
    close() {
      closeSync(pack.descriptor)
      releaseLock(lock)
    },
    readClosed(key) {
      const slot = index.slots.get(key)
      return fresh.get(key) ?? (slot && recalled(join(folder, pack.name), slot))
    },
  }
}

/** What lies in a slot of a pack that is not open; undefined where the pack is gone or is another one. */
function recalled(file: string, [offset, length, digest]: Slot): string | undefined {
  try {
    const descriptor = openSync(file, 'r')
    try {
      const bytes = Buffer.alloc(length)
      if (readSync(descriptor, bytes, 0, length, offset) !== length) return undefined
      return digestOf(bytes) === digest ? bytes.toString('utf8') : undefined
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (isAbsence(error)) return undefined
    throw error
  }
}

interface Pack {
  descriptor: number
  name: string
  /** Bytes. */
  size: number
}

/** Opens the pack of an index, or a new one for an empty index; removes all others. */
function openPack(folder: string, salt: string, known: Index | null): Pack & { index: Index } {
  const pack = known && knownPack(folder, known.pack)
  for (const name of readdirSync(folder))
    if (packName.test(name) && name !== pack?.name) attempt(() => unlinkSync(join(folder, name)))
  if (known && pack) return { ...pack, index: known }
  const fresh = newPack(folder, 0)
  return { ...fresh, index: { salt, pack: fresh.name, live: 0, slots: slotsOf(), facts: {} } }
}

/** Null where the file is gone, or is a link: what is added to the pack would be written into another file. */
function knownPack(folder: string, name: string): Pack | null {
  const file = join(folder, name)
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || found.nlink > 1) return null
  return { descriptor: openSync(file, 'r+'), name, size: found.size }
}

function newPack(folder: string, number: number): Pack {
  const name = `pack-${number}`
  return { descriptor: openSync(join(folder, name), 'wx+'), name, size: 0 }
}

function inUse({ holder, host }: Held): string {
  return `in use by process ${holder}${host === null ? '' : ` elsewhere (${host})`}`
}

function reason(error: unknown): string {
  if (isSystemError(error)) return error.code
  throw error
}
