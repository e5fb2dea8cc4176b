/** Reads the YAML that nearly all front matter is made of, line by line; whatever is more is left to the real parser. */
import type { KeyPath, YamlMap } from './yaml.ts'

interface Entry {
  key: number
  value: number
  items: number[]
}

/**
 * A map of `key: value` lines, where values are plain or double-quoted words, flow lists or block lists of such.
 * Null for everything else; where it is not null, `parseYaml` would give the same values and places.
 */
export function parsePlainYaml(text: string): YamlMap | null {
  const value: Record<string, unknown> = {}
  const entries = new Map<string, Entry>()
  let list: { entry: Entry; items: unknown[]; indent: string } | null = null
  let first: number | null = null
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop < 0 ? text.length : stop
    const line = text.slice(start, end)
    const item = list === null ? null : blockItem.exec(line)
    if (list !== null && item) {
      const [, indent = '', written = ''] = item
      const scalar = readScalar(written)
      if (scalar === undefined || (list.items.length > 0 && indent !== list.indent)) return null
      if (list.items.length === 0) {
        list.indent = indent
        list.entry.value = start + indent.length
      }
      list.items.push(scalar)
      list.entry.items.push(start + line.length - written.length)
    } else {
      if (list !== null && list.items.length === 0) return null
      list = null
      const pair = keyLine.exec(line)
      if (!pair) return null
      const [, key = '', space = '', written = ''] = pair
      if (entries.has(key) || key === '__proto__') return null
      first ??= start
      const entry: Entry = { key: start, value: start + key.length + 1 + space.length, items: [] }
      entries.set(key, entry)
      if (written === '') {
        list = { entry, items: [], indent: '' }
        value[key] = list.items
      } else {
        const read = written[0] === '[' ? readFlowList(written, entry) : readScalar(written)
        if (read === undefined) return null
        value[key] = read
      }
    }
    start = end + 1
  }
  if (first === null || (list !== null && list.items.length === 0)) return null
  const root = first
  return { value, empty: [], offsetOf: (path, part) => offsetOf(entries, root, path, part) }
}

const keyLine = /^([A-Za-z][A-Za-z0-9_]*):(?:( +)(\S.*))?$/
const blockItem = /^( *)- +(\S.*)$/

// No sign that means anything to YAML, and no blank at the end; a colon only between digits, as in times.
const plain = /^[\p{L}\p{N}](?:[^\p{C}\p{Z}:#[\]{}|>`\\]| (?=[^\s#])|(?<=\d):(?=\d))*$/u
const plainInFlow = /^[\p{L}\p{N}](?:[^\p{C}\p{Z}:#[\]{}&*!|>'"%@`,\\]| (?=[^\s#]))*$/u
const quoted = /^"([^"\\\p{C}\u2028\u2029]*)"$/u

/** Words and numbers that YAML may take for something else than text, or write otherwise. */
const special = /^(?:null|true|false|y|n|yes|no|on|off)$|^[\d.]+$|^\d+e\d+$|^0[xo]/i
const count = /^(?:0|[1-9]\d{0,14})$/

/** The value of a scalar; undefined where it is not of the plainest kind. */
function readScalar(written: string, pattern: RegExp = plain): unknown {
  const quote = quoted.exec(written)
  if (quote) return quote[1]
  if (!pattern.test(written)) return undefined
  if (written === 'true') return true
  if (written === 'false') return false
  if (count.test(written)) return Number(written)
  return special.test(written) ? undefined : written
}

function readFlowList(written: string, entry: Entry): unknown[] | undefined {
  if (!written.endsWith(']')) return undefined
  const inner = written.slice(1, -1)
  if (inner.trim() === '') return inner === '' ? [] : undefined
  const items: unknown[] = []
  let offset = entry.value + 1
  for (const part of inner.split(',')) {
    const item = part.trim()
    const read = readScalar(item, plainInFlow)
    if (read === undefined || /[^\S ]/.test(part)) return undefined
    items.push(read)
    entry.items.push(offset + part.indexOf(item))
    offset += part.length + 1
  }
  return items
}

/** As of the real parser: the place of the nearest thing above the path that exists. */
function offsetOf(entries: ReadonlyMap<string, Entry>, root: number, path: KeyPath, part: 'key' | 'value'): number {
  const [first, ...rest] = path
  const entry = typeof first === 'number' ? undefined : entries.get(String(first))
  if (!entry) return root
  if (rest.length === 0) return part === 'key' ? entry.key : entry.value
  const [index] = rest
  const own = typeof index === 'number' && (part === 'value' || rest.length > 1)
  return (own ? entry.items[index] : undefined) ?? entry.value
}
