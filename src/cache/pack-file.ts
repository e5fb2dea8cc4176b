/** The pack: the values of a cache one after another in one file; the index says where each is. */
import { closeSync, lstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsence } from '../lock/system-error.ts'
import { digestOf, type Slot, writeAll } from './index-file.ts'

/** An open pack. What is appended is written together with what comes after it, in pieces of some size. */
export interface Pack {
  name: string
  /** Undefined where the value was damaged, is beyond the end of a pack that was torn, or is not written yet. */
  read: (slot: Slot) => string | undefined
  append: (value: string) => Slot
  /** Both throw what the system says; the second tells whether it wrote. */
  flush: () => void
  flushIfFull: () => boolean
  /** Bytes, with what is not written yet. */
  size: () => number
  close: () => void
}

/** Size of the write buffer in bytes. */
const ROOM = 1 << 21

function openedPack(descriptor: number, name: string, size: number): Pack {
  let end = size
  // What was appended but not yet written, from `flushed` to `end`.
  let waiting = Buffer.allocUnsafe(ROOM)
  let flushed = end
  // What this build wrote itself has not been in other hands.
  const own = new WeakSet<Slot>()
  const flush = () => {
    writeAll(descriptor, waiting.subarray(0, end - flushed), flushed)
    if (waiting.length > ROOM) waiting = Buffer.allocUnsafe(ROOM)
    flushed = end
  }
  return {
    name,
    flush,
    flushIfFull() {
      const isFull = end - flushed > ROOM / 2
      if (isFull) flush()
      return isFull
    },
    read: (slot) => (slot[0] + slot[1] <= flushed ? readFrom(descriptor, slot, own.has(slot)) : undefined),
    append(value) {
      const from = end - flushed
      // A letter takes three bytes at most.
      if (from + value.length * 3 > waiting.length)
        waiting = Buffer.concat([waiting.subarray(0, from)], from + Buffer.byteLength(value))
      const length = waiting.write(value, from)
      const slot: Slot = [end, length, digestOf(waiting.subarray(from, from + length))]
      own.add(slot)
      end += length
      return slot
    },
    size: () => end,
    close: () => closeSync(descriptor),
  }
}

/** What is in a slot; undefined where it is not what was put there. */
function readFrom(descriptor: number, [offset, length, digest]: Slot, isOwn: boolean): string | undefined {
  const bytes = Buffer.alloc(length)
  if (readSync(descriptor, bytes, 0, length, offset) !== length) return undefined
  return isOwn || digestOf(bytes) === digest ? bytes.toString('utf8') : undefined
}

/** What is in a slot of a pack that is not open; undefined where the pack is gone or is another one. */
export function readSlot(file: string, slot: Slot): string | undefined {
  try {
    const descriptor = openSync(file, 'r')
    try {
      return readFrom(descriptor, slot, false)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (isAbsence(error)) return undefined
    throw error
  }
}

/** Null where the file is gone, or is a link: what is added to the pack would be written into another file. */
export function knownPack(folder: string, name: string): Pack | null {
  const file = join(folder, name)
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || found.nlink > 1) return null
  return openedPack(openSync(file, 'r+'), name, found.size)
}

/** Makes an empty one. */
export function newPack(folder: string, number: number): Pack {
  const name = `pack-${number}`
  return openedPack(openSync(join(folder, name), 'wx+'), name, 0)
}
