/** The memo's index: where each value lies in its pack, in one file that is read as far as it is asked for. */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { isAbsence } from '../lock/system-error.ts'

/** Where a value lies in the pack, and its CRC-32. */
export type Slot = [offset: number, length: number, check: number]

/** `salt` names the release, `pack` the file of the values; `facts` are what the builder wants to know next time of files. */
export interface Index {
  salt: string
  pack: string
  slots: Slots
  facts: Record<string, unknown>
}

/** The slots by their keys; `all` may be changed in place. */
export interface Slots {
  get: (key: string) => Slot | undefined
  put: (key: string, slot: Slot) => void
  all: () => Record<string, Slot>
  isEmpty: boolean
  /** As JSON, each made when it is asked for: those that were there, and those that were put since. */
  lines: () => (() => string)[]
}

/** Who asks for no more keys than this has them looked up in the text: after one edit, to read all would take far longer. */
const FEW = 30

/** Makes the slots of their JSON; `put` are newer ones. */
export function slotsOf(known: string, put: Record<string, Slot>): Slots {
  let text = known === '{}' ? null : known
  let read = put
  let asked = 0
  const all = () => {
    if (text !== null) read = Object.assign(JSON.parse(text) as Record<string, Slot>, read)
    text = null
    return read
  }
  return {
    get(key) {
      const slot = read[key]
      if (slot !== undefined || text === null) return slot
      return ++asked > FEW ? all()[key] : slotIn(text, key)
    },
    put(key, slot) {
      read[key] = slot
    },
    all,
    isEmpty: text === null && Object.keys(put).length === 0,
    lines: () => [() => text ?? JSON.stringify(read), () => (text === null ? '{}' : JSON.stringify(read))],
  }
}

function slotIn(text: string, key: string): Slot | undefined {
  const name = `${JSON.stringify(key)}:`
  const at = text.indexOf(name)
  if (at === -1) return undefined
  return JSON.parse(text.slice(at + name.length, text.indexOf(']', at) + 1)) as Slot
}

/** Reads the index of a folder. One of another release, or a torn one, is an empty one, and its pack is deleted. */
export function readIndex(folder: string, salt: string): Index {
  const nothing: Index = { salt, pack: 'pack-0', slots: slotsOf('{}', {}), facts: {} }
  try {
    const [head, known, put, check, ...more] = linesOf(readFileSync(join(folder, 'index')))
    if (!head || !known || !put || !check || more.length > 0) return forgotten(folder, nothing)
    if (String([head, known, put].reduce(checkAfter, 0)) !== check.toString('utf8')) return forgotten(folder, nothing)
    const found = JSON.parse(head.toString('utf8')) as Omit<Index, 'slots'>
    const index = { ...found, slots: slotsOf(known.toString('utf8'), JSON.parse(put.toString('utf8'))) }
    return index.salt === salt ? index : forgotten(folder, nothing)
  } catch (error) {
    if (isAbsence(error)) return forgotten(folder, nothing)
    throw error
  }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let from = 0, end = bytes.indexOf(10); end !== -1; from = end + 1, end = bytes.indexOf(10, from))
    lines.push(bytes.subarray(from, end))
  return lines
}

function forgotten(folder: string, index: Index): Index {
  rmSync(join(folder, index.pack), { force: true })
  return index
}

/** Writes the index, whole or not at all. */
export function writeIndex(folder: string, { salt, pack, slots, facts }: Index): void {
  const file = join(folder, 'index')
  const descriptor = openSync(`${file}.tmp`, 'w')
  try {
    let position = 0
    let check = 0
    const write = (line: string) => {
      const bytes = Buffer.from(`${line}\n`, 'utf8')
      writeAll(descriptor, bytes, position)
      position += bytes.length
      check = checkAfter(check, bytes.subarray(0, -1))
    }
    // As large as the archive: one line at a time is in memory.
    write(JSON.stringify({ salt, pack, facts }))
    for (const line of slots.lines()) write(line())
    write(String(check))
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.tmp`, file)
}

export function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done)
}

/** Finds what a torn or damaged disk leaves; the cache is no one's to forge, and a forger could write any check. */
export function checkOf(bytes: Buffer): number {
  return checkAfter(0, bytes)
}

function checkAfter(check: number, bytes: Buffer): number {
  return crc32(bytes, check)
}
