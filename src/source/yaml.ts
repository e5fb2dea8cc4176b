/** YAML 1.2 with the place of every key, where a value stays what its author typed. */
import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, visit } from 'yaml'

/** Where something is in nested maps and lists: `['decision', 0, 'number']`. */
export type KeyPath = readonly PropertyKey[]

/** A parsed map. `value` is plain data without null entries: a key that is left empty counts as absent. */
export interface YamlMap {
  value: Record<string, unknown>
  /** The keys of the map itself that are left empty. */
  empty: readonly string[]
  /** The offset of the value (or of the key) at a path, or of the nearest thing above it that exists. */
  offsetOf(path: KeyPath, part: 'key' | 'value'): number | null
}

/** `code` is the parser's own name of the fault, `detail` its English sentence. */
export interface YamlFault {
  code: string
  detail: string
  offset: number
}

/**
 * Parses a map. Duplicate keys, aliases and custom tags are faults; text that is no map gives `scalar`.
 * `0123`, `1:30`, `no` and dates stay strings (YAML 1.2 core schema; numbers whose digits would change stay text).
 */
export function parseYaml(text: string): { map: YamlMap | null; faults: YamlFault[]; scalar: boolean } {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true, strict: true, version: '1.2' })
  const faults: YamlFault[] = [...document.errors, ...document.warnings].map((error) => ({
    code: error.code,
    detail: error.message,
    offset: error.code === 'MISSING_CHAR' ? openingOf(document.contents, error.pos[0]) : error.pos[0],
  }))
  visit(document, {
    Alias(_, node) {
      faults.push({ code: 'ALIAS', detail: 'Aliases are not allowed', offset: node.range?.[0] ?? 0 })
    },
    Scalar(_, node) {
      const isWord = typeof node.value === 'number' || typeof node.value === 'boolean'
      if (isWord && node.source !== undefined && String(node.value) !== node.source) node.value = node.source
    },
  })
  if (faults.length > 0) return { map: null, faults, scalar: false }
  if (document.contents !== null && !isMap(document.contents)) {
    const empty = isScalar(document.contents) && document.contents.value === null
    if (!empty) return { map: null, faults: [], scalar: true }
  }
  const root = isMap(document.contents) ? document.contents : null
  const whole = root === null ? {} : (document.toJS({ maxAliasCount: 0 }) as Record<string, unknown>)
  const value = withoutNulls(whole) as Record<string, unknown>
  const empty = Object.keys(whole).filter((key) => !(key in value))
  return { map: { value, empty, offsetOf: (path, part) => offsetOf(root, path, part) }, faults: [], scalar: false }
}

/** Where the quotation begins whose end is missing: the last quoted value before a fault; else the fault's own place. */
function openingOf(contents: Node | null, fault: number): number {
  let opening = fault
  visit(contents, {
    Scalar(_, node) {
      const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
      if (quoted && node.range && node.range[0] <= fault && node.range[1] >= fault) opening = node.range[0]
    },
  })
  return opening
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([, entry]) => entry !== null)
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutNulls(entry)]))
}

function offsetOf(root: Node | null, path: KeyPath, part: 'key' | 'value'): number | null {
  let node: Node | null = root
  let found: number | null = node?.range?.[0] ?? null
  for (const [depth, step] of path.entries()) {
    // A value that may stand alone or in a list is validated as a list: its index has no node of its own.
    if (typeof step === 'number' && !isSeq(node)) continue
    if (!isCollection(node)) break
    const pair: Pair | undefined = isMap(node)
      ? (node.items as Pair[]).find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      : undefined
    const next = (isMap(node) ? pair?.value : node.get(step as number, true)) as Node | null | undefined
    const key = pair?.key as Node | undefined
    if (next === null || next === undefined) {
      if (key?.range) found = key.range[0]
      break
    }
    const last = depth === path.length - 1
    found = (last && part === 'key' ? key?.range?.[0] : next.range?.[0]) ?? found
    node = next
  }
  return found
}
