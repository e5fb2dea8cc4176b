/** How a bulletin's file becomes what the editor's form holds, and how the form goes back into the file. */
import { isMap, isScalar, parseDocument, stringify } from 'yaml'
import * as z from 'zod'
import { bulletinSchema, synonyms } from '../content/front-matter-schema.ts'
import { parseYaml } from '../source/yaml.ts'

/** Where the form keeps the file that it was made of; no key of front matter begins with a dot. */
export const FILE = '.file'
/** Which kind of text a file is; the list of bulletins shows only those. */
export const KIND = '.kind'

/** What the form needs to know of its file: the head as written, its line ends, what stood between head and body. */
interface Origin {
  head: string
  newline: string
  lead: string
  mark: string
  /** Whether the head cannot be read: the body is the whole file then. */
  isTorn: boolean
}

type Values = Record<string, unknown>
const shape: Record<string, z.ZodType> = bulletinSchema.shape
const keys = Object.keys(shape)

/** The form's values: every key in its long form, as the form's lists and maps need it; `body` is the text. */
export function fromFile(text: string): Values {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const plain = text.slice(mark.length).replaceAll('\r\n', '\n')
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const found = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)(\n*)/m.exec(plain)
  const head = found?.[1] ?? ''
  const { map } = parseYaml(readable(head))
  const isBlock = /^(?:[\w-]+:|#|\n|$)/.test(head)
  if (found?.index !== 0 || map === null || !isBlock) {
    const origin: Origin = { head: '', newline, lead: '', mark, isTorn: true }
    // The form asks for these; they are not written, since the whole file is in the text.
    const [, title = plain.trim().split('\n')[0]] = /^title:[ \t]*(\S.*)/m.exec(plain) ?? []
    const [, date = '2000-01-01'] = /^date:[ \t]*["']?(\d{4}-\d\d-\d\d)/m.exec(plain) ?? []
    const asked = { title, date, author: [{ name: '…' }] }
    return { ...asked, body: plain, [FILE]: JSON.stringify(origin), [KIND]: 'bulletin' }
  }
  const written = withoutSynonyms(map.value)
  const known = Object.entries(written).flatMap(([key, value]) => (keys.includes(key) ? [[key, long(key, value)]] : []))
  const body = plain.slice(found[0].length)
  const origin: Origin = { head, newline, lead: found[2] ?? '', mark, isTorn: false }
  const kind = written.date === undefined || written.number !== undefined ? 'other' : 'bulletin'
  // A switch shows what holds, also where the file does not say it.
  const switches = keys.flatMap((key) => (standing(shape[key]) === true ? [[key, true]] : []))
  return { ...Object.fromEntries([...switches, ...known]), body, [FILE]: JSON.stringify(origin), [KIND]: kind }
}

/**
 * A head as it can be read: a line that is no YAML, such as `title: "Một` or `title: Một: hai`, holds the text that is there, where
 * its key takes any text. So a person sees it in its field and corrects it there; a key that holds a bulletin back takes none.
 */
function readable(head: string): string {
  if (parseYaml(head).map !== null) return head
  const parts = head.split(/^(?=[^\s#])/m).map((part) => {
    const [, key = '', text = '', after = ''] = /^([\w-]+):[ \t]+(\S.*)\n((?:[ \t]*(?:#.*)?\n)*)$/.exec(part) ?? []
    const isSound = key === '' || parseYaml(part).map !== null
    return isSound || !shape[synonyms[key] ?? key]?.safeParse(text).success
      ? part
      : stringify({ [key]: text.trim() }) + after
  })
  return parts.join('')
}

/** The file's text. Keys whose value is the one that the file has are left as written, comments and unknown keys too. */
export function toFile(data: Values): string {
  const { body, [FILE]: from, [KIND]: _, ...form } = data
  const text = typeof body === 'string' ? body : ''
  const origin = typeof from === 'string' ? (JSON.parse(from) as Origin) : null
  if (origin?.isTorn) return ended(origin.mark + text, origin.newline)
  const head = origin?.head ?? ''
  const before = withoutSynonyms(parseYaml(readable(head)).map?.value ?? {})
  const changes = new Map<string, unknown>()
  for (const key of keys) {
    const is = settled(key, form[key])
    const was = before[key] === undefined ? undefined : settled(key, long(key, before[key]))
    if (JSON.stringify(is) !== JSON.stringify(was)) changes.set(key, is === undefined ? undefined : short(key, is))
  }
  const file = `${origin?.mark ?? ''}---\n${edited(changes.size === 0 ? head : readable(head), changes)}---\n${origin?.lead ?? '\n'}${text.replace(/^\n+/, '')}`
  return ended(file, origin?.newline)
}

/** What the form holds, as front matter has it: without what nobody filled in. */
export function frontMatterOf(data: Values): Values {
  const values = keys.flatMap((key) => {
    const value = settled(key, data[key])
    return value === undefined ? [] : [[key, value]]
  })
  return Object.fromEntries(values)
}

/** Whether the head of the form's file could not be read. */
export function isTorn(data: Values): boolean {
  const from = data[FILE]
  return typeof from === 'string' && (JSON.parse(from) as Origin).isTorn
}

/** A head with some keys written anew; undefined takes one out. A key's lines end where the next one's, or its comments, begin. */
function edited(head: string, changes: ReadonlyMap<string, unknown>): string {
  const whole = head === '' || head.endsWith('\n') ? head : `${head}\n`
  const { contents } = parseDocument(whole, { version: '1.2' })
  const starts = isMap(contents)
    ? contents.items.flatMap(({ key }) =>
        isScalar(key) && key.range ? [{ key: String(key.value), at: key.range[0] }] : [],
      )
    : []
  const parts = starts.map(({ key, at }, index) => {
    const next = starts[index + 1]?.at ?? whole.length
    const lines = whole.slice(at, next)
    // Comments and blank lines before the next key are that key's.
    const after = /\n((?:(?:#[^\n]*|[ \t]*)\n)*)$/.exec(lines)?.[1]?.length ?? 0
    return {
      key: synonyms[key] ?? key,
      text: lines.slice(0, lines.length - after),
      after: lines.slice(lines.length - after),
    }
  })
  const first = whole.slice(0, starts[0]?.at ?? whole.length)
  for (const [key, value] of changes) {
    const index = parts.findIndex((part) => part.key === key)
    const text = value === undefined ? '' : stringify({ [key]: value }, { lineWidth: 0, version: '1.2' })
    const part = parts[index]
    if (part !== undefined) part.text = text
    else if (value !== undefined) {
      const later = parts.findIndex((one) => keys.indexOf(one.key) > keys.indexOf(key))
      const before = parts[later - 1]
      parts.splice(later < 0 ? parts.length : later, 0, { key, text, after: before?.after ?? '' })
      if (before !== undefined) before.after = ''
    }
  }
  return first + parts.map(({ text, after }) => text + after).join('')
}

/** A value in its long form; as written where the schema does not take it. */
function long(key: string, value: unknown): unknown {
  const read = shape[key]?.safeParse(value)
  return read?.success ? JSON.parse(JSON.stringify(read.data ?? null)) : value
}

/** A value without what is empty, and without what holds anyway; undefined where nothing is left. */
function settled(key: string, value: unknown): unknown {
  return filled(value, shape[key])
}

function filled(value: unknown, schema: unknown): unknown {
  const inner = bare(schema)
  if (typeof value === 'string') {
    const text = value.trim() === '' ? undefined : value
    return text === standing(schema) ? undefined : text
  }
  if (typeof value === 'boolean') return value === (standing(schema) ?? false) ? undefined : value
  if (Array.isArray(value)) {
    const item = inner instanceof z.ZodArray ? inner.element : undefined
    const items = value.map((one) => filled(one, item)).filter((one) => one !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (value === null || typeof value !== 'object') return value ?? undefined
  const own = inner instanceof z.ZodObject ? (inner.shape as Values) : {}
  const entries = Object.entries(value)
    .map(([name, one]) => [name, filled(one, own[name])] as const)
    .filter(([, one]) => one !== undefined)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** The short form of a value that has one: a list of one is its entry, a map of its first key alone is that key's value. */
function short(key: string, value: unknown): unknown {
  const alone = Array.isArray(value) && value.length === 1 && ['author', 'decision'].includes(key) ? value[0] : value
  const name = { author: 'name', decision: 'number', image: 'src' }[key]
  if (Array.isArray(alone) && name !== undefined) return alone.map((one) => shortOf(one, name))
  return name === undefined ? alone : shortOf(alone, name)
}

function shortOf(value: unknown, name: string): unknown {
  const isMapOf = value !== null && typeof value === 'object' && Object.keys(value).join() === name
  return isMapOf ? (value as Values)[name] : value
}

function withoutSynonyms(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [synonyms[key] ?? key, value]))
}

function ended(text: string, newline = '\n'): string {
  const whole = text.endsWith('\n') ? text : `${text}\n`
  return newline === '\n' ? whole : whole.replaceAll('\n', newline)
}

function bare(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return bare(schema.unwrap())
  if (schema instanceof z.ZodPipe) return bare(schema.in instanceof z.ZodTransform ? schema.out : schema.in)
  return schema
}

/** What a key means that is not there. */
function standing(schema: unknown): unknown {
  return schema instanceof z.ZodDefault ? schema.parse(undefined) : undefined
}
