/** The facts that an office document states in its fixed places (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
import type { Element } from 'hast'
import { type DecisionNumber, parseDecisionNumber } from '../../content/decision-number.ts'
import { documentTypes } from '../../content/document-names.ts'
import { isoDay } from '../../source/calendar.ts'
import { sameSpelling } from '../../source/fold.ts'
import { type Block, property } from './blocks.ts'
import { authorLine, dateLine } from './page-facts.ts'
import { type Line, linesOf } from './word-lines.ts'
import { isBoldBlock, rowsOf } from './word-tables.ts'

/**
 * What a document says of itself. `date` is the day on which it was signed, never that of a bulletin; `office` are the lines
 * of its heading's left side, in capitals as they stand. `blocks` are the text without the heading, whose lines are `heading`.
 */
export interface OfficeDocument {
  number: DecisionNumber | null
  date: string | undefined
  office: string[]
  title: string | undefined
  abstract: string | undefined
  signer: string | undefined
  heading: string[]
  blocks: Block[]
}

const motto =
  /^(?:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc|đảng cộng sản việt nam)$/iu
const numberLine = /^số\s*:?\s*(\S.*)?$/iu
const placeAndDay =
  /^\p{Lu}[^,:]{1,60},\s*ngày\s+(\d{1,2})(?:\s+tháng\s+|\s*[/.-]\s*)(\d{1,2})(?:\s*,?\s+năm\s+|\s*[/.-]\s*)(\d{4})\.?$/u
const anyPlaceAndDay = /^\p{Lu}[^,:]{1,60},\s*ngày\s/u
const about = /^(?:v\/v|về việc)[\s:]+(?=\S)/iu
const rule = /^[-–—_*.=\s]+$/u
const begins = /^(?:căn cứ|kính gửi|theo |thực hiện |xét |điều \d|quyết định:|quyết nghị:|(?:[ivx]+|\d+)[.)]\s)/iu
const typeByWords = new Map(Object.values(documentTypes.vi).map((words) => [sameSpelling(words), words]))
const recipients = /^nơi nhận\s*:?/iu
const person = /^(?:\p{Lu}[\p{L}.]*)(?:\s+\p{Lu}\p{Ll}*){1,5}$/u

/** Reads a document; null where its heading is not an office's. */
export function officeDocument(all: readonly Block[]): OfficeDocument | null {
  const head: { lines: Line[]; index: number }[] = []
  let [end, isOffice] = [0, false]
  for (const [index, block] of all.slice(0, 16).entries()) {
    const lines = linesOf(block.node)
    if (isNewsTitle(block) || lines.some(({ text }) => text.length > 250 || begins.test(text) || isNews(text))) break
    const isMarked = lines.some(({ text }) => motto.test(text) || isNumber(text) || anyPlaceAndDay.test(text))
    isOffice ||= lines.some(({ text }) => motto.test(text) || numberIn(text) !== null)
    head.push({ lines, index })
    if (isMarked) end = index + 1
  }
  if (!isOffice) return null
  const lines = head.filter(({ index }) => index < end).flatMap((one) => one.lines)
  const number = first(lines, ({ text }) => numberIn(text)) ?? null
  const date = first(lines, ({ text }) => {
    const [, day, month, year] = placeAndDay.exec(text) ?? []
    return day === undefined ? null : isoDay(Number(day), Number(month), Number(year))
  })
  const subject = subjectIn(lines)
  const rest = all.slice(end)
  const named = namedBelow(rest)
  const abstract = named.abstract ?? subject
  const { blocks, signer } = signedBy(rest.slice(named.count))
  return {
    number,
    date,
    office: officeLines(lines),
    abstract,
    title: abstract === undefined ? undefined : titleOf(named.type, abstract),
    signer,
    heading: [...lines.map(({ text }) => text), ...rest.slice(0, named.count).map(({ text }) => text)],
    blocks,
  }
}

/** A headline in Word's own style for one: what an office's heading has of it is in capitals. */
function isNewsTitle({ node, text }: Block): boolean {
  return /^h[1-3]$/.test(node.tagName) && text !== text.toUpperCase() && !about.test(text)
}

/** A sentence, or a line that news has and no office's heading: a number further down is one that the text tells of. */
function isNews(text: string): boolean {
  if (dateLine.test(text) || authorLine.test(text)) return true
  return text.length > 60 && /[.!?;:…]["”’)]?$/u.test(text) && text !== text.toUpperCase() && !anyPlaceAndDay.test(text)
}

function isNumber(text: string): boolean {
  return numberIn(text) !== null || /^số\s*:?[\s.…]*\/\S+$/iu.test(text)
}

function numberIn(text: string): DecisionNumber | null {
  const [, after = ''] = numberLine.exec(text) ?? []
  return after.length > 60 ? null : parseDecisionNumber(after)
}

/** "V/v …" below the number, and the lines of its column that go on with it. */
function subjectIn(lines: readonly Line[]): string | undefined {
  const at = lines.findIndex(({ text }) => about.test(text))
  const begin = lines[at]
  if (begin === undefined) return undefined
  const said = [begin.text]
  for (const { text, column } of lines.slice(at + 1)) {
    if (column !== begin.column || isNumber(text) || motto.test(text) || anyPlaceAndDay.test(text) || rule.test(text))
      break
    said.push(text)
  }
  return spelledOut(said.join(' '))
}

/** The lines of the heading's left side that name offices: all of them stand before the number. */
function officeLines(lines: readonly Line[]): string[] {
  const isInTable = lines.some(({ column }) => column > 0)
  const names: string[] = []
  for (const { text, column } of lines) {
    if (isNumber(text)) break
    if ((isInTable && column > 0) || motto.test(text) || rule.test(text) || anyPlaceAndDay.test(text)) continue
    if (text === text.toUpperCase() && /\p{Lu}/u.test(text)) names.push(text)
  }
  return names
}

/** The type and the abstract that stand below the heading, each on lines of their own; `count` are their blocks. */
function namedBelow(rest: readonly Block[]): { type: string | undefined; abstract: string | undefined; count: number } {
  let at = 0
  while (rest[at] !== undefined && rule.test(rest[at]?.text ?? '')) at++
  const [firstLine, ...more] = rest[at] === undefined ? [] : linesOf((rest[at] as Block).node)
  const type = firstLine === undefined ? undefined : typeByWords.get(sameSpelling(firstLine.text))
  if (type === undefined || firstLine?.text !== firstLine?.text.toUpperCase())
    return { type: undefined, abstract: undefined, count: 0 }
  const said = more.map(({ text }) => text)
  at++
  for (let block = rest[at]; block !== undefined && said.length < 6; block = rest[++at]) {
    const { text, node } = block
    if (rule.test(text)) {
      at++
      break
    }
    if (
      begins.test(text) ||
      text.length > 400 ||
      node.tagName === 'table' ||
      node.tagName === 'ul' ||
      node.tagName === 'ol'
    )
      break
    // Who decides stands in capitals below the abstract.
    if (said.length > 0 && text === text.toUpperCase()) break
    if (!about.test(text) && !(isBoldBlock(node) || property(node, 'className') === 'center')) break
    said.push(text)
  }
  const abstract = said.filter((line) => !rule.test(line)).join(' ')
  return { type, abstract: abstract === '' ? undefined : spelledOut(abstract), count: at }
}

function spelledOut(abstract: string): string {
  return abstract.replace(/^v\/v[\s:]+/iu, 'Về việc ')
}

function titleOf(type: string | undefined, abstract: string): string {
  if (type === undefined) return abstract
  return `${type} ${/^về /iu.test(abstract) ? abstract[0]?.toLowerCase() + abstract.slice(1) : abstract}`
}

/** The text with its last table, of recipients and signature, as paragraphs, and the name that the document ends with. */
function signedBy(all: readonly Block[]): { blocks: Block[]; signer: string | undefined } {
  const at = all.findLastIndex(({ node }) => linesOf(node).some(({ text }) => recipients.test(text)))
  if (at < 0) return { blocks: [...all], signer: undefined }
  const blocks = all.flatMap((block, index): Block[] => {
    if (index !== at || block.node.tagName !== 'table') return [block]
    return rowsOf(block.node).flatMap((row) => row.flatMap((cell) => paragraphsOf(cell, block)))
  })
  const right = all
    .slice(at)
    .flatMap(({ node }) => linesOf(node).filter(({ column }) => node.tagName !== 'table' || column > 0))
  const signer = right.findLast(({ text }) => person.test(text) && text !== text.toUpperCase())?.text
  return { blocks, signer }
}

function paragraphsOf(cell: Element, { boxes }: Block): Block[] {
  return cell.children.flatMap((child): Block[] => {
    if (child.type !== 'element') return []
    const text = linesOf(child)
      .map((line) => line.text)
      .join(' ')
    return [{ node: child, text, boxes }]
  })
}

function first<Of>(lines: readonly Line[], find: (line: Line) => Of | null): Of | undefined {
  for (const line of lines) {
    const found = find(line)
    if (found !== null) return found
  }
  return undefined
}
