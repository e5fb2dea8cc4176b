/** The texts of a small XML document with the elements and attributes that they stand in; it need not be well-formed. */

/** `path` are the names of the elements around it, outermost first, with their prefixes; an attribute's name comes last as `@name`. */
export interface XmlText {
  path: readonly string[]
  text: string
}

/** Deeper elements are taken for children of the deepest. */
const DEEPEST = 50
const MOST = 5000

/** Every text that is more than blanks, and every attribute, in their order; at most 5000. */
export function xmlTexts(xml: string): XmlText[] {
  const found: XmlText[] = []
  const open: string[] = []
  const add = (path: readonly string[], text: string) => {
    if (text.trim() !== '') found.push({ path, text: text.trim() })
  }
  for (let at = 0; at < xml.length && found.length < MOST; ) {
    const start = xml.indexOf('<', at)
    add([...open], decoded(xml.slice(at, start < 0 ? xml.length : start)))
    if (start < 0) break
    const close = closes.find(([begin]) => xml.startsWith(begin, start))?.[1] ?? '>'
    const end = xml.indexOf(close, start)
    if (end < 0) break
    at = end + close.length
    if (close === ']]>') add([...open], xml.slice(start + 9, end))
    const { 1: slash, 2: name, 3: rest = '' } = tag.exec(xml.slice(start, at)) ?? []
    if (name === undefined) continue
    if (slash === '/') {
      const from = open.lastIndexOf(name)
      if (from >= 0) open.length = from
      continue
    }
    for (const { 1: key = '', 2: one, 3: other } of rest.matchAll(attribute))
      add([...open, name, `@${key}`], decoded(one ?? other ?? ''))
    if (!rest.endsWith('/') && open.length < DEEPEST) open.push(name)
  }
  return found.slice(0, MOST)
}

/** What begins other than a tag, and how it ends. */
const closes: [begin: string, end: string][] = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
]
const tag = /^<(\/?)([\w:.-]+)([^<>]*)>$/
const attribute = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
