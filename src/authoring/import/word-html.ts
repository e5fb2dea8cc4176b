/** A Word file as HTML, by mammoth: changes accepted, images taken out, and what it passes over told. */
import { posix } from 'node:path'
import { readImage } from '../../source/image.ts'
import type { Note, Picture } from './findings.ts'
import { comments, listed, trackedChanges } from './word-changes.ts'
import { settledXml } from './word-marks.ts'
import { type Part, prepared, styleMap } from './word-model.ts'
import { counterOf } from './word-numbering.ts'
import { closeWord, partText, relatedPart, type WordFault, type WordPackage } from './word-package.ts'
import { picturesAsShown } from './word-pictures.ts'
import { idPrefix, noImage } from './word-tree.ts'
import { attribute, tagsOf, textOf } from './word-xml.ts'

/** Each of them takes memory that the file's size does not tell; a text of 400 pages has some hundred thousand. */
const MOST_TAGS = 1_000_000

/** The HTML, or why there is none. `keep` takes an image along and gives the address that it gets. */
export async function wordHtml(
  file: WordPackage,
  notes: Note[],
  keep: (picture: Picture) => string,
): Promise<{ html: string; said: string } | { fault: WordFault }> {
  const { default: mammoth } = await import('mammoth')
  const { parts } = file
  const text = (type: string) => partText(parts, relatedPart(file, type))
  const counter = counterOf(text('numbering'), text('styles'))
  const replaced = new Map<string, string>()
  for (const name of ['footnotes', 'endnotes'].map((type) => relatedPart(file, type)))
    if (parts.has(name)) replaced.set(name, settled(partText(parts, name), null, notes))
  const main = settled(partText(parts, file.document), counter, notes)
  const related = pictureParts(file)
  const shown = await picturesAsShown(main, related.bytesOf, notes)
  replaced.set(file.document, shown.xml)
  const said = [...replaced.values()].map((xml) => textOf(withoutDoubles(xml))).join(' ')
  for (const note of [...comments(text('comments')), ...besideTheText(file)]) notes.push(note)

  let tags = 0
  for (const [path, bytes] of parts) if (/\.(?:xml|rels)$/i.test(path)) tags += tagsIn(replaced.get(path) ?? bytes)
  if (tags > MOST_TAGS) return { fault: 'too-large' }

  let contents: string[] = []
  const dropped: string[] = []
  let made: Awaited<ReturnType<typeof mammoth.convertToHtml>>
  try {
    made = await mammoth.convertToHtml(
      { buffer: await closeWord(related.withMade(shown.made), replaced) },
      {
        styleMap,
        idPrefix,
        includeEmbeddedStyleMap: false,
        transformDocument: (document: Part) => {
          contents = prepared(document)
          return document
        },
        convertImage: mammoth.images.imgElement(async (image) => {
          const bytes = await imageBytes(image)
          const facts = bytes === null ? null : readImage(bytes)
          if (bytes !== null && facts !== null && !('broken' in facts))
            return { src: keep({ name: `image.${facts.format === 'jpeg' ? 'jpg' : facts.format}`, bytes }) }
          const { altText } = image as { altText?: string | null }
          dropped.push([image.contentType ?? '', altText ?? ''].filter((one) => one !== '').join(': '))
          return { src: noImage }
        }),
      },
    )
  } catch (error) {
    // What the library throws of broken XML, or of parts that are missing, is of many kinds.
    if (!(error instanceof Error) || error instanceof RangeError) throw error
    return { fault: 'damaged' }
  }
  if (dropped.length > 0) notes.push({ fate: 'dropped', name: 'imageFormat', value: listed(dropped) })
  if (contents.length > 0)
    notes.push({ fate: 'dropped', name: 'contents', value: String(contents.length), words: contents.join(' ') })
  const unknown = new Set(
    made.messages.flatMap(({ message }) => /^An unrecognised element was ignored: (\S+)$/.exec(message)?.[1] ?? []),
  )
  for (const element of unknown)
    if (!passedOver.test(element)) notes.push({ fate: 'dropped', name: 'element', value: element })
  return { html: made.value, said }
}

/**
 * The words that a reader of the file sees: those that were moved stand at their old place, too; what newer programs draw is there once more for
 * older ones; a large first letter is a paragraph of its own; equations are noted whole.
 */
function withoutDoubles(xml: string): string {
  return xml
    .replace(/<((?:[\w.-]+:)?(?:moveFrom|del|oMath))(?:\s[^<>]*)?>[\s\S]*?<\/\1>/g, ' ')
    .replace(/<mc:Choice\b[^<>]*>[\s\S]*?<\/mc:Choice>(?=\s*<mc:Fallback>[\s\S]*?txbxContent)/g, ' ')
    .replace(/(<((?:[\w.-]+:)?)rPr><\2del\/><\/\2rPr>(?:(?!<\/\2p>)[\s\S])*)<\/\2p>/g, '$1')
}

/** The pictures of the main part by the ids of their relationships, and the file with some more. */
function pictureParts(file: WordPackage): {
  bytesOf: (id: string) => Uint8Array | null
  withMade: (made: ReadonlyMap<string, Buffer>) => WordPackage
} {
  const { parts, document } = file
  const path = document.replace(/([^/]*)$/, '_rels/$1.rels')
  const relationships = partText(parts, path)
  const targets = new Map(
    [...tagsOf(relationships)].flatMap((tag) => {
      const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')]
      if (id === undefined || target === undefined) return []
      return [[id, target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(document), target)] as const]
    }),
  )
  return {
    bytesOf: (id) => parts.get(targets.get(id) ?? '') ?? null,
    withMade(made) {
      if (made.size === 0) return file
      const more = [...made].map(
        ([id]) => `<Relationship Id="${id}" Type="${imageType}" Target="/word/media/${id}.png"/>`,
      )
      const whole = relationships.replace(/<\/(?:[\w.-]+:)?Relationships>/, `${more.join('')}$&`)
      const all = new Map<string, Uint8Array>([...parts, [path, Buffer.from(whole)]])
      for (const [id, bytes] of made) all.set(`word/media/${id}.png`, bytes)
      return { ...file, parts: all }
    },
  }
}

/** ECMA-376 Part 1, 15.2.14. */
const imageType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'

function tagsIn(xml: string | Uint8Array): number {
  let count = 0
  if (typeof xml === 'string') for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) count++
  else for (let at = xml.indexOf(60); at >= 0; at = xml.indexOf(60, at + 1)) count++
  return count
}

/** Null for an image that stands elsewhere or is missing: the library throws for the one, and rejects for the other. */
async function imageBytes(image: { readAsBuffer: () => Promise<Buffer> }): Promise<Buffer | null> {
  try {
    return await image.readAsBuffer()
  } catch {
    return null
  }
}

/** What holds no words, or is told by another name. */
const passedOver =
  /oMath|[:}](?:sectPr|permStart|permEnd|bookmarkEnd|tblPrEx|sdtEndPr|customXmlPr|smartTagPr|footnoteRef|separator|continuationSeparator|ptab|noProof|path|stroke|fill|textpath|formulas|lock|handles|f|imagedata|line|oval|shapetype|OLEObject|anchorlock|wrap|fldData|softHyphen|cxnSp|commentRange\w*|moveFrom\w*|moveTo\w*|customXml\w+Range\w*)$/

function settled(xml: string, counter: ReturnType<typeof counterOf> | null, notes: Note[]): string {
  for (const note of trackedChanges(xml)) notes.push(note)
  return settledXml(xml, counter, notes)
}

/** What a file holds besides its text: what stands on every page, links to images elsewhere, macros, and what it says of its making. */
function besideTheText({ parts, document, macros }: WordPackage): Note[] {
  const notes: Note[] = []
  const around = [...parts.keys()].filter((path) => /\/(?:header|footer)\d*\.xml$/.test(path))
  const lines = new Set(around.map((path) => textOf(partText(parts, path))).filter((text) => /\p{L}/u.test(text)))
  if (lines.size > 0) notes.push({ fate: 'dropped', name: 'headerFooter', value: listed([...lines]) })
  const relationships = partText(parts, document.replace(/([^/]*)$/, '_rels/$1.rels'))
  for (const tag of tagsOf(relationships))
    if (
      tag.name === 'Relationship' &&
      /\/image$/.test(attribute(tag, 'Type') ?? '') &&
      attribute(tag, 'TargetMode') === 'External'
    )
      notes.push({ fate: 'dropped', name: 'linkedImage', value: attribute(tag, 'Target') ?? '' })
  if (macros) notes.push({ fate: 'dropped', name: 'macros', value: 'vbaProject' })
  const core = partText(parts, 'docProps/core.xml')
  const made = [textOf(core, 'creator'), textOf(core, 'created')].filter((one) => one !== '')
  if (made.length > 0) notes.push({ fate: 'dropped', name: 'properties', value: made.join(', ') })
  return notes
}
