/** The facts that a text written for publication states of itself: its title, and lines about who wrote it and when it appeared. */
import { oneLine } from '../draft.ts'
import { type Block, hasImage, property } from './blocks.ts'
import { isSigned } from './page-body.ts'
import { dateIn } from './page-dates.ts'
import { authorLine, dateLine, sectionLine, viewsLine } from './page-facts.ts'
import { isBoldBlock } from './word-tables.ts'

/** Undefined where the text does not say it; `blocks` are the text without these lines. */
export interface PressText {
  title: string | undefined
  author: string | undefined
  date: string | undefined
  section: string | undefined
  blocks: Block[]
}

const LONGEST_TITLE = 300

/** Reads a text; of an office document, whose signer is no author, only what it says of itself in so many words. */
export function pressText(
  all: readonly Block[],
  timezone: string,
  office: { title: string | undefined } | null,
): PressText {
  const isLabelled = ({ text, node }: Block) =>
    !hasImage(node) &&
    text.length <= 160 &&
    [authorLine, dateLine, sectionLine, viewsLine].some((pattern) => pattern.test(text))
  const said = (pattern: RegExp) => {
    const found = all.find((block) => isLabelled(block) && pattern.test(block.text))
    return found === undefined ? undefined : oneLine(pattern.exec(found.text)?.[1] ?? '')
  }
  const blocks = all.filter((block) => !isLabelled(block))
  const title = office?.title !== undefined ? [] : titleBlocks(blocks, office === null)
  const rest = blocks.filter((block) => !title.includes(block))
  const last = rest.at(-1)
  const isName = office === null && last !== undefined && isSigned(last) && property(last.node, 'className') === 'right'
  const stated = said(dateLine)
  return {
    title: title.length === 0 ? undefined : title.map(({ text }) => text).join(' '),
    author: said(authorLine) ?? (isName ? last.text : undefined),
    date: stated === undefined ? undefined : (dateIn(stated, timezone) ?? undefined),
    section: said(sectionLine),
    blocks: isName ? rest.slice(0, -1) : rest,
  }
}

/** The paragraph in the style Title, else the only heading of its level near the top, else the first line where it stands out, or where `any` will do. */
function titleBlocks(blocks: readonly Block[], any: boolean): Block[] {
  const top = blocks.filter(({ node }) => !hasImage(node)).slice(0, 6)
  const [first] = top
  // Where several headings are of the first level, they are of parts.
  const headings = blocks.filter(({ node }) => node.tagName === 'h1')
  const isCentered = first !== undefined && isTitleLike(first) && property(first.node, 'className') === 'center'
  const styled =
    top.find(({ node }) => property(node, 'className') === 'title') ??
    headings.find((block) => block === first || (!isCentered && headings.length === 1 && top.includes(block)))
  if (styled !== undefined) return [styled]
  if (first === undefined || first.node.tagName === 'table' || first.text.length > LONGEST_TITLE) return []
  if (!isTitleLike(first)) return any ? [first] : []
  // A long title is set in several centred lines.
  const after = top.findIndex((block) => !isTitleLike(block) || property(block.node, 'className') !== 'center')
  return isCentered ? top.slice(0, Math.min(3, after < 0 ? top.length : after)) : [first]
}

function isTitleLike({ node, text }: Block): boolean {
  return node.tagName === 'p' && text.length <= LONGEST_TITLE && isBoldBlock(node)
}
