/** What a document's file says of itself beside its text: author, title, company, and properties of one's own. */
import { pdfProperties } from './pdf-properties.ts'
import { xmlTexts } from './xml-texts.ts'
import type { DocumentProperty } from './xmp.ts'
import { type ReadPiece, zipParts } from './zip-parts.ts'

/** What made a document, and is asked to clean it. */
export type DocumentKind = 'office' | 'open' | 'pdf'

const kinds: [kind: DocumentKind, ending: RegExp][] = [
  ['office', /\.(?:doc|dot|xls|xlt|ppt|pot|pps)[xm]$/i],
  ['open', /\.(?:odt|ods|odp|odg|ott|ots|otp)$/i],
  ['pdf', /\.pdf$/i],
]

/** Larger PDF files are not read; of the others, which are ZIP files, only the parts that are asked for are. */
const LARGEST_PDF = 64 * 1024 * 1024
/** Longer texts and further properties are left away. */
const LONGEST = 10_000
const MOST = 500

/** The parts of Office Open XML (ECMA-376, part 1, 15.2.12) and of OpenDocument (part 2, 3.1) that hold properties. */
const partNames = new Set(['docProps/core.xml', 'docProps/app.xml', 'docProps/custom.xml', 'meta.xml'])
/** Those of them that quote the text: names of sheets, headings, links. */
const quoted = new Set(['TitlesOfParts', 'HeadingPairs', 'HLinks', 'meta:template'])

/** What kind of document a file of `size` bytes is by its name; null for one that is not looked at. */
export function documentKind(path: string, size: number): DocumentKind | null {
  const kind = kinds.find(([, ending]) => ending.test(path))?.[0] ?? null
  return kind === 'pdf' && size > LARGEST_PDF ? null : kind
}

/** The properties of a document of `size` bytes; none where it has none, cannot be unpacked, or is encrypted. */
export function documentProperties(kind: DocumentKind, size: number, read: ReadPiece): DocumentProperty[] {
  const found =
    kind === 'pdf'
      ? pdfProperties(read(0, size))
      : [...zipParts(read, size, partNames).values()].flatMap(partProperties)
  return found.slice(0, MOST).map(({ name, text }) => ({ name: name.slice(0, 100), text: text.slice(0, LONGEST) }))
}

function partProperties(part: Buffer): DocumentProperty[] {
  // A property of one's own: `<property name="…"><vt:lpwstr>` and `<meta:user-defined meta:name="…">`.
  let own = ''
  return xmlTexts(part.toString('utf8')).flatMap(({ path, text }) => {
    const name = path.at(-1) ?? ''
    if (name === '@name' || name === '@meta:name') own = text
    if (name.startsWith('@') || path.some((one) => quoted.has(one))) return []
    const isOwn = path.includes('property') || name === 'meta:user-defined'
    return [{ name: isOwn ? own : name, text }]
  })
}
