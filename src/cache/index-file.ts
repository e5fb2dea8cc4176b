/** The cache's index: where each value lies in its pack, in one file that is read as far as it is asked for. */
import { createHmac, hash } from 'node:crypto'
import { lstatSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../lock/replace-file.ts'

/** Where a value lies in the pack, and its digest as `digestOf` gives it. */
export type Slot = [offset: number, length: number, digest: string]

/** `salt` names the release, `pack` the file of the values. `live` is how many bytes of values were in use when the index was last pruned. */
export interface Index {
  salt: string
  pack: string
  live: number
  slots: Slots
}

/** The slots by their keys. Those of tables are few and always asked for; of the others a build may ask for hardly any. */
export interface Slots {
  get: (key: string) => Slot | undefined
  put: (key: string, slot: Slot) => void
  all: () => [key: string, slot: Slot][]
  /** Forgets all but these keys. */
  retain: (keys: ReadonlySet<string>) => void
  isEmpty: boolean
  /** As JSON, each made when it is asked for: the slots of values that were there, those that were put since, and those of tables. */
  lines: () => (() => string)[]
}

type Known = Record<string, Slot>

/** Up to so many keys are looked up in the text: after one edit, to read all would take far longer. */
const FEW = 30

/** Makes the slots of their JSON; `put` are newer ones. */
export function slotsOf(known = '{}', put: Known = {}, tables: Known = {}): Slots {
  let text = known === '{}' ? null : known
  let read = put
  let asked = 0
  const values = () => {
    if (text !== null) read = Object.assign(JSON.parse(text) as Known, read)
    text = null
    return read
  }
  const isTable = (key: string) => key.startsWith('table:')
  return {
    get(key) {
      if (isTable(key)) return tables[key]
      const slot = read[key]
      if (slot !== undefined || text === null) return slot
      return ++asked > FEW ? values()[key] : slotIn(text, key)
    },
    put(key, slot) {
      if (isTable(key)) tables[key] = slot
      else read[key] = slot
    },
    all: () => [...Object.entries(values()), ...Object.entries(tables)],
    retain(keys) {
      for (const slots of [values(), tables])
        for (const key of Object.keys(slots)) if (!keys.has(key)) delete slots[key]
    },
    isEmpty: text === null && Object.keys(put).length === 0 && Object.keys(tables).length === 0,
    lines: () => [
      () => text ?? JSON.stringify(read),
      () => (text === null ? '{}' : JSON.stringify(read)),
      () => JSON.stringify(tables),
    ],
  }
}

function slotIn(text: string, key: string): Slot | undefined {
  const name = `${JSON.stringify(key)}:`
  const at = text.indexOf(name)
  if (at === -1) return undefined
  return JSON.parse(text.slice(at + name.length, text.indexOf(']', at) + 1)) as Slot
}

/** The names of packs; no other file of the folder is opened or removed as one. */
export const packName = /^pack-\d{1,10}$/

/** Larger than any index: so much would not fit into memory. */
const LARGEST = 2 ** 30

/**
 * Reads the index of a folder; null where there is none that this release wrote with this secret. `isUnverified` says that one
 * is there which has the form of an index but was made with another secret, or changed since.
 */
export function readIndex(
  folder: string,
  salt: string,
  secret: string,
): { index: Index | null; isUnverified: boolean } {
  const file = join(folder, 'index')
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size > LARGEST) return { index: null, isUnverified: false }
  const bytes = readFileSync(file)
  // Nothing is read of it before its last line, the code of all lines before, has proved whose it is.
  const end = bytes.lastIndexOf(10, -2) + 1
  const code = bytes.toString('latin1', end, bytes.length - 1)
  if (code !== codeOf(secret).update(bytes.subarray(0, end)).digest('base64'))
    return { index: null, isUnverified: /^[\w+/]{43}=$/.test(code) }
  const [head, known, put, tables] = linesOf(bytes)
  if (!head || !known || !put || !tables) return { index: null, isUnverified: false }
  const own = JSON.parse(head.toString('utf8')) as Omit<Index, 'slots'>
  if (own.salt !== salt || !packName.test(own.pack)) return { index: null, isUnverified: false }
  const parsed = (line: Buffer) => JSON.parse(line.toString('utf8')) as Known
  const slots = slotsOf(known.toString('utf8'), parsed(put), parsed(tables))
  return { index: { ...own, slots }, isUnverified: false }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let from = 0, end = bytes.indexOf(10); end !== -1; from = end + 1, end = bytes.indexOf(10, from))
    lines.push(bytes.subarray(from, end))
  return lines
}

/** Writes the index, whole or not at all. */
export function writeIndex(folder: string, secret: string, { salt, pack, live, slots }: Index): void {
  replaceFile(join(folder, 'index'), (descriptor) => {
    let position = 0
    const code = codeOf(secret)
    const write = (line: string) => {
      const bytes = Buffer.from(`${line}\n`, 'utf8')
      writeAll(descriptor, bytes, position)
      position += bytes.length
      code.update(bytes)
    }
    // As large as the archive: one line at a time is in memory.
    write(JSON.stringify({ salt, pack, live }))
    for (const line of slots.lines()) write(line())
    writeAll(descriptor, Buffer.from(`${code.digest('base64')}\n`), position)
  })
}

export function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done)
}

/**
 * Of a value: 22 letters of its SHA-256 in base64 (132 bits). The index holds it beside the value's key, and the index has
 * a code that only the holder of the secret can make (HMAC, RFC 2104): so no value can be forged, changed or exchanged.
 */
export function digestOf(bytes: Buffer): string {
  return hash('sha256', bytes, 'base64').slice(0, 22)
}

function codeOf(secret: string) {
  return createHmac('sha256', secret).update('build-portal index\n')
}
