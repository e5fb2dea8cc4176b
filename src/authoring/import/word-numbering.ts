/** The labels that Word counts by itself: "Điều 1.", "a)", "1.2.", which a document holds only as rules. */
import { attribute, type Tag, tagsOf } from './word-xml.ts'

/** A paragraph's place in a list, as its properties say it; `style` is the id of its style. */
export interface Numbered {
  style: string | undefined
  list: string | undefined
  level: number | undefined
}

/** Counts on, and gives the paragraph's label, empty where its list shows none; null for bullets and counts in an unknown form. */
export type Counter = (paragraph: Numbered) => string | null

interface Level {
  format: string
  label: string
  start: number
}

interface List {
  levels: Map<number, Level>
}

/** Reads the rules (ECMA-376 Part 1, 17.9) of word/numbering.xml and word/styles.xml. */
export function counterOf(numbering: string, styles: string): Counter {
  const lists = new Map<string, List>()
  const instances = new Map<string, { list: string; starts: Map<number, number> }>()
  const byStyle = readStyles(styles)
  let list: List | undefined
  let level: Level | undefined
  let instance: { list: string; starts: Map<number, number> } | undefined
  let override = 0
  for (const tag of tagsOf(numbering)) {
    if (tag.kind === 'close') continue
    const value = attribute(tag, 'val') ?? ''
    if (tag.name === 'abstractNum') {
      list = { levels: new Map() }
      instance = undefined
      lists.set(attribute(tag, 'abstractNumId') ?? '', list)
    } else if (tag.name === 'num') {
      list = undefined
      instance = { list: '', starts: new Map() }
      instances.set(attribute(tag, 'numId') ?? '', instance)
    } else if (tag.name === 'lvl' && list !== undefined) {
      level = { format: 'decimal', label: '', start: 0 }
      list.levels.set(levelOf(tag), level)
    } else if (tag.name === 'lvl') level = undefined
    else if (tag.name === 'lvlOverride') override = levelOf(tag)
    else if (tag.name === 'startOverride') instance?.starts.set(override, Number(value))
    else if (tag.name === 'abstractNumId' && instance !== undefined) instance.list = value
    else if (tag.name === 'numFmt' && level !== undefined) level.format = value
    else if (tag.name === 'lvlText' && level !== undefined) level.label = value
    else if (tag.name === 'start' && level !== undefined) level.start = Number(value)
  }

  const counts = new Map<string, number[]>()
  const begun = new Set<string>()
  return ({ style, list: own, level: ownLevel }) => {
    const inherited = style === undefined ? undefined : byStyle(style)
    const id = own ?? inherited?.list
    const at = ownLevel ?? inherited?.level ?? 0
    const found = id === undefined ? undefined : instances.get(id)
    const levels = found === undefined ? undefined : lists.get(found.list)?.levels
    const here = levels?.get(at)
    if (id === undefined || found === undefined || levels === undefined || here === undefined) return null
    const count = counts.get(found.list) ?? []
    counts.set(found.list, count)
    // A list of the same kind that starts anew does so at its first paragraph.
    const restart = begun.has(`${id} ${at}`) ? undefined : found.starts.get(at)
    begun.add(`${id} ${at}`)
    count[at] = restart ?? (count[at] === undefined ? here.start : count[at] + 1)
    count.length = at + 1
    if (here.format === 'bullet') return null
    if (here.format === 'none') return ''
    let isKnown = true
    const label = here.label.replace(/%(\d)/g, (_, digit: string) => {
      const one = Number(digit) - 1
      const printed = formatted(count[one] ?? levels.get(one)?.start ?? 1, levels.get(one)?.format ?? '')
      isKnown &&= printed !== null
      return printed ?? ''
    })
    return isKnown ? label.trim() : null
  }
}

/** The list that a style puts its paragraphs into, by itself or by the style that it is based on. */
function readStyles(styles: string): (id: string) => Pick<Numbered, 'list' | 'level'> | undefined {
  const known = new Map<string, { list?: string; level?: number; base?: string }>()
  let style: { list?: string; level?: number; base?: string } = {}
  for (const tag of tagsOf(styles)) {
    if (tag.kind === 'close') continue
    const value = attribute(tag, 'val') ?? ''
    if (tag.name === 'style') {
      style = {}
      known.set(attribute(tag, 'styleId') ?? '', style)
    } else if (tag.name === 'basedOn') style.base = value
    else if (tag.name === 'numId') style.list = value
    else if (tag.name === 'ilvl') style.level = Number(value)
  }
  return (id) => {
    const seen = new Set<string>()
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = known.get(at)?.base) {
      seen.add(at)
      const { list, level } = known.get(at) ?? {}
      if (list !== undefined) return { list, level }
    }
    return undefined
  }
}

function levelOf(tag: Tag): number {
  return Math.min(8, Number(attribute(tag, 'ilvl') ?? 0) || 0)
}

const roman: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function formatted(count: number, format: string): string | null {
  if (!Number.isInteger(count) || count < 0 || count > 9999) return null
  if (format === 'decimal') return String(count)
  if (format === 'decimalZero') return String(count).padStart(2, '0')
  if (/^(?:upper|lower)Letter$/.test(format) && count > 0) {
    // After z comes aa, then bb.
    const letter = String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26))
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  if (/^(?:upper|lower)Roman$/.test(format)) {
    let [text, rest] = ['', count]
    for (const [value, digits] of roman) for (; rest >= value; rest -= value) text += digits
    return format === 'upperRoman' ? text : text.toLowerCase()
  }
  return null
}
