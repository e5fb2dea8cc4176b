/** The tags of an XML text one after the other: enough for counting and marking, before a reader of the whole takes over. */

/** A tag; `name` is without its prefix, `prefix` with its colon. `start` and `end` are where it stands. */
export interface Tag {
  prefix: string
  name: string
  written: string
  kind: 'open' | 'close' | 'alone'
  start: number
  end: number
}

const tag = /<(\/?)([\w.-]+:)?([\w.-]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g

/** The tags of a text in their order. */
export function* tagsOf(xml: string): Generator<Tag> {
  for (const found of xml.matchAll(tag)) {
    const [whole, closing, prefix = '', name = '', written = '', alone] = found
    const kind = closing ? 'close' : alone ? 'alone' : 'open'
    yield { prefix, name, written, kind, start: found.index, end: found.index + whole.length }
  }
}

/** The value of an attribute by its name without prefix. */
export function attribute({ written }: Tag, name: string): string | undefined {
  const found = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(written)
  return found === null ? undefined : decoded(found[1] ?? found[2] ?? '')
}

/** Whether a property such as `<w:b/>` is set; `w:val="0"` takes it back (ECMA-376 Part 1, 17.17.4). */
export function isSet(one: Tag): boolean {
  return !/^(?:0|false|off|none)$/.test(attribute(one, 'val') ?? '')
}

/** The text between tags of one name, such as `t`; spaces stand where others part it. */
export function textOf(xml: string, name = 't'): string {
  let text = ''
  let start = -1
  for (const one of tagsOf(xml)) {
    if ((one.name === 'p' && one.kind === 'close') || /^(?:br|cr|tab)$/.test(one.name)) text += ' '
    if (one.name !== name) continue
    if (one.kind === 'open') start = one.end
    else if (one.kind === 'close' && start >= 0) text += xml.slice(start, one.start)
  }
  return decoded(text).normalize('NFC').replace(/\s+/g, ' ').trim()
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A text with its references to characters read. */
export function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name: string) => {
    if (name !== undefined) return named[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
