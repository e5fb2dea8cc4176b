/** The XML of a Word text as its reader would see it: without hidden parts, with counted labels marked; what no text can hold is told. */
import type { Note, NoteName } from './findings.ts'
import { listed } from './word-changes.ts'
import type { Counter, Numbered } from './word-numbering.ts'
import { attribute, isSet, tagsOf, textOf } from './word-xml.ts'

/** The name of the bookmark that carries a paragraph's label to where its text is read. */
export const labelMark = 'build-portal-label-'

interface Edit {
  start: number
  end: number
  text: string
}

/** What is no text, by its tags' names. */
const drawn: Record<string, NoteName> = { chart: 'drawing', relIds: 'drawing', OLEObject: 'drawing' }

/** How words look, and where Word stopped: half of a long text's tags, which no page needs. */
const idle = new Set(
  'bCs color cs iCs kern lang lastRenderedPageBreak noProof position proofErr rFonts rtl shd snapToGrid spacing sz szCs w'.split(
    ' ',
  ),
)

/**
 * Settles a main part, or notes: hidden runs are taken out, fields leave their text, and labels that `counter` counts are
 * marked.
 */
export function settledXml(xml: string, counter: Counter | null, notes: Note[]): string {
  const edits: Edit[] = []
  const paragraphs: (Numbered & { isDeleted: boolean; isInitial: boolean })[] = []
  const boxed: { start: number; isContents: boolean }[] = []
  const labels: string[] = []
  const found = new Map<NoteName, string[]>()
  const find = (name: NoteName, value: string) => {
    const values = found.get(name) ?? []
    found.set(name, values)
    values.push(value)
  }
  // How deep the tag stands in old properties, in what only newer programs draw, and in an equation.
  const within = { change: 0, choice: 0, equation: 0 }
  let main: string | undefined
  let run: { start: number; isHidden: boolean } | null = null
  let [equation, boxes] = [0, 0]
  for (const tag of tagsOf(xml)) {
    main ??= tag.prefix
    const { name, kind, start, end } = tag
    const step = kind === 'open' ? 1 : kind === 'close' ? -1 : 0
    if (name === 'Choice') within.choice += step
    if (name === 'txbxContent' && kind === 'open' && within.choice > 0) boxes++
    if (name === 'oMath') {
      if (kind === 'open' && within.equation === 0) equation = end
      within.equation += step
      if (kind === 'close' && within.equation === 0) find('equation', textOf(xml.slice(equation, start)))
    }
    const drawing = kind === 'close' ? undefined : drawn[name]
    if (drawing !== undefined) find(drawing, attribute(tag, 'ProgID') ?? name)
    if (tag.prefix !== main || within.choice > 0) continue
    if (name.endsWith('Change')) within.change += step
    if (within.change > 0) continue
    if (kind === 'alone' && idle.has(name)) {
      edits.push({ start, end, text: '' })
      continue
    }
    // Which session of work a paragraph or a run is of.
    if (kind === 'open' && tag.written.includes('rsid')) edits.push({ start, end, text: `<${main}${name}>` })

    if (name === 'sdt' && kind === 'open') boxed.push({ start, isContents: false })
    const box = boxed.at(-1)
    if (name === 'docPartGallery' && box !== undefined && /^table of contents$/i.test(attribute(tag, 'val') ?? ''))
      box.isContents = true
    if (name === 'sdt' && kind === 'close' && boxed.pop()?.isContents) {
      edits.push({ start: box?.start ?? start, end, text: '' })
      find('contents', '')
    }
    if (name === 'p' && kind === 'open')
      paragraphs.push({ style: undefined, list: undefined, level: undefined, isDeleted: false, isInitial: false })
    const paragraph = paragraphs.at(-1)
    if (name === 'p' && kind === 'close') paragraphs.pop()
    else if (name === 'r' && kind === 'open') run = { start, isHidden: false }
    else if (name === 'r' && kind === 'close') {
      if (run?.isHidden) {
        edits.push({ start: run.start, end, text: '' })
        find('hidden', textOf(xml.slice(run.start, end)))
      }
      run = null
    } else if (name === 'vanish' && run !== null && isSet(tag)) run.isHidden = true
    else if (name === 'txbxContent' && kind === 'open') {
      // Its paragraphs stand within a run of another paragraph.
      run = null
      find('textBox', '')
    } else if (/^(?:fldSimple|bdo|dir)$/.test(name)) edits.push({ start, end, text: '' })
    else if (name === 'cr') edits.push({ start, end, text: `<${main}br/>` })
    else if (paragraph !== undefined && run === null) {
      if (name === 'pStyle') paragraph.style = attribute(tag, 'val')
      else if (name === 'numId') paragraph.list = attribute(tag, 'val')
      else if (name === 'ilvl') paragraph.level = Number(attribute(tag, 'val'))
      else if (name === 'del' && kind === 'alone') paragraph.isDeleted = true
      else if (name === 'framePr' && /^(?:drop|margin)$/.test(attribute(tag, 'dropCap') ?? ''))
        paragraph.isInitial = true
      else if (name === 'rPr' && paragraph.isInitial) edits.push({ start, end, text: '' })
      else if (name === 'pPr' && kind === 'close' && paragraph.isInitial) {
        // A large first letter is a paragraph of its own: without its mark it goes into the next.
        const mark = `<${main}rPr><${main}del/></${main}rPr>`
        edits.push({ start, end: start, text: mark })
      } else if (name === 'pPr' && kind === 'close' && !paragraph.isDeleted) {
        const label = counter?.(paragraph) ?? null
        if (label === null) continue
        labels.push(label)
        const mark = `<${main}bookmarkStart ${main}name="${labelMark}${encodeURIComponent(label)}"/>`
        edits.push({ start: end, end, text: mark })
      }
    }
  }
  for (const [name, values] of found)
    notes.push({ fate: name === 'textBox' ? 'changed' : 'dropped', name, value: listed(values) })
  // What only newer programs draw is lost, unless it stands there once more for older ones.
  const lost = boxes - (found.get('textBox')?.length ?? 0)
  if (lost > 0) notes.push({ fate: 'dropped', name: 'textBox', value: String(lost) })
  const counted = labels.filter((label) => label !== '' && !isPlainLabel(label))
  if (counted.length > 0) notes.push({ fate: 'changed', name: 'numbering', value: listed(counted) })
  return joinedRuns(edited(xml, edits), main ?? '')
}

/** A label that a list of Markdown prints by itself. */
export function isPlainLabel(label: string): boolean {
  return /^\d{1,4}\.$/.test(label)
}

/** What is edited within something that is taken out goes with it; what is put in stands before what is changed there. */
function edited(xml: string, edits: Edit[]): string {
  let [text, done] = ['', 0]
  const isPutIn = ({ start, end }: Edit) => Number(start === end)
  const ordered = edits.sort(
    (one, other) => one.start - other.start || isPutIn(other) - isPutIn(one) || other.end - one.end,
  )
  for (const edit of ordered) {
    if (edit.start < done) continue
    text += xml.slice(done, edit.start) + edit.text
    done = edit.end
  }
  return text + xml.slice(done)
}

/** Words of one look that stand in several runs, as every check of spelling leaves them, in one. */
function joinedRuns(xml: string, prefix: string): string {
  const w = prefix.replaceAll('.', '\\.')
  const run = new RegExp(
    `<${w}r>(?:<${w}rPr>((?:<[^<>]*/>)*)</${w}rPr>)?<${w}t(?:\\s[^<>]*)?>([^<]*)</${w}t></${w}r>`,
    'g',
  )
  const written = ({ look, words }: { look: string; words: string }) =>
    `<${prefix}r>${look === '' ? '' : `<${prefix}rPr>${look}</${prefix}rPr>`}<${prefix}t xml:space="preserve">${words}</${prefix}t></${prefix}r>`
  let [text, done] = ['', 0]
  let open: { look: string; words: string } | null = null
  for (const found of xml.matchAll(run)) {
    const [whole, look = '', words = ''] = found
    if (open !== null && found.index === done && open.look === look) open.words += words
    else {
      text += (open === null ? '' : written(open)) + xml.slice(done, found.index)
      open = { look, words }
    }
    done = found.index + whole.length
  }
  return text + (open === null ? '' : written(open)) + xml.slice(done)
}
