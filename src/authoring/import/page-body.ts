/** Finds the text of an article among everything else that stands on its page. */
import type { Element } from 'hast'
import { sameSpelling } from '../../source/fold.ts'
import { oneLine } from '../draft.ts'
import { type Block, elementsOf, hasImage, isAround, property } from './blocks.ts'
import { visibleText } from './conservation.ts'
import { authorLine, bareDate, dateLine, sectionLine, viewsLine } from './page-facts.ts'

/**
 * The text's blocks, the name it is signed with, and a section that is named below it. What was left out: `furniture` near the text,
 * `facts` that its lines state, `around` what stands on every page of a site, `outside` whatever else is not in the text's box.
 */
export interface PageBody {
  blocks: Block[]
  signed: string | undefined
  section: string | undefined
  furniture: string[]
  facts: string[]
  around: string[]
  outside: string[]
}

const end =
  /^(?:thống kê truy cập|(?:các )?tin (?:liên quan|khác|mới|cùng chuyên mục)|(?:các )?bài (?:viết )?(?:liên quan|khác|mới)|bình luận|ý kiến bạn đọc|chia sẻ|in (?:bài viết|trang)|quay lại|về trang trước|đánh giá bài viết|related|share|comments)(?!\p{L})/iu
const buttons =
  /^(?:a[-+]?|cỡ chữ|đọc bài|nghe bài|in trang|in bài|gửi email|facebook|zalo|twitter|chia sẻ|print|share|[|+\-–•·\s])+$/iu
const name = /^(?:\p{Lu}\p{Ll}*\.?)(?:\s+\p{Lu}\p{Ll}*\.?){1,4}(?:\s*[-–]\s*\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){1,4})?$/u

/** Finds the text; `sections` are the titles of the portal's own. */
export function pageBody(all: readonly Block[], title: string | undefined, sections: readonly string[]): PageBody {
  const furniture: string[] = []
  const drop = (blocks: readonly Block[]) => {
    for (const { text, node } of blocks) if (text !== '') furniture.push(shown(node))
  }
  const box = textBox(all)
  const { inside, around, outside, facts: elsewhere } = parted(all, box, title)
  const isBeside = (block: Block) =>
    isAround(block, box !== null && block.boxes.includes(box) ? box : (block.boxes.at(-1) ?? null))
  let blocks = inside.filter((block) => !isBeside(block))
  drop(inside.filter(isBeside))

  const head = blocks.findIndex(({ text }) => sameSpelling(text) === sameSpelling(title ?? ''))
  if (head >= 0) {
    drop(blocks.slice(0, head))
    blocks = blocks.slice(head + 1)
  }
  const tail = blocks.findIndex(({ text }, index) => index > 0 && text.length < 120 && end.test(text))
  if (tail >= 0) {
    drop(blocks.slice(tail))
    blocks = blocks.slice(0, tail)
  }
  drop(blocks.filter((block) => isLabelled(block) && buttons.test(block.text)))
  const facts = [
    ...elsewhere,
    ...blocks.filter((block) => isLabelled(block) && !buttons.test(block.text)).map(({ node }) => shown(node)),
  ]
  blocks = blocks.filter((block) => !isLabelled(block))

  const last = () => blocks.at(-1)
  const known = new Set(sections.map(sameSpelling))
  let section: string | undefined
  if (known.has(sameSpelling(last()?.text ?? ''))) section = blocks.pop()?.text
  // A section that this portal does not have is known by the name above it, with which the text ends.
  else if (blocks.length > 2 && isSigned(blocks.at(-2)) && isShort(last())) section = blocks.pop()?.text
  const signed = isSigned(last()) ? blocks.pop()?.text : undefined
  return { blocks, signed, section, furniture, facts, around, outside }
}

/** The text's own blocks with the lead between the headline and its box, and what stands around it or elsewhere. */
function parted(all: readonly Block[], box: Element | null, title: string | undefined) {
  const isInside = ({ boxes }: Block) => box === null || boxes.includes(box)
  const begin = all.findIndex(isInside)
  const head = all.slice(0, begin).findLastIndex(({ text }) => sameSpelling(text) === sameSpelling(title ?? ''))
  const common = all[head]?.boxes.findLast((one) => all[begin]?.boxes.includes(one)) ?? null
  const isLead = (block: Block, index: number) =>
    head >= 0 &&
    index > head &&
    index < begin &&
    !isAround(block, common) &&
    (linked(block.node) * 2 <= block.text.length || block.node.properties.dataEmbed !== undefined)
  const last = all.findLastIndex(isInside)
  const close = all.findIndex(
    ({ text, boxes }, index) => index > last && (!boxes.some((one) => one === common) || end.test(text)),
  )
  // Below its box stand who wrote the text, and the documents that go with it.
  const isTail = (block: Block, index: number) =>
    common !== null &&
    index > last &&
    (close < 0 || index < close) &&
    !isAround(block, common) &&
    (isSigned(block) || isLabelled(block) || offersFile(block.node) || isPicture(block))
  const inside: Block[] = []
  const around: string[] = []
  const outside: string[] = []
  const facts: string[] = []
  for (const [index, block] of all.entries()) {
    if (isInside(block) || isTail(block, index)) inside.push(block)
    else if (isLead(block, index)) inside.push(asText(block))
    else if (index === head) continue
    else if (block.text === '') {
      if (!isAround(block, null)) for (const src of picturesIn(block.node)) outside.push(src)
    } else if (isLabelled(block) && !buttons.test(block.text)) facts.push(shown(block.node))
    else if (isAround(block, null) || isChrome(block)) around.push(shown(block.node))
    else outside.push(shown(block.node))
  }
  return { inside, around, outside, facts }
}

/** The text of a block with its parts apart, as cells and items of a list are. */
function shown(node: Element): string {
  return oneLine(visibleText([node]))
}

/** A line about the article: a date, a name, a count, buttons. */
function isLabelled({ text, node }: Block): boolean {
  return (
    !hasImage(node) &&
    text.length <= 160 &&
    [viewsLine, dateLine, authorLine, sectionLine, bareDate, buttons].some((pattern) => pattern.test(text))
  )
}

/** Portals set the lead as a heading: it is a paragraph. */
function asText(block: Block): Block {
  const isLong = /^h[1-6]$/.test(block.node.tagName) && (block.text.length > 100 || /[.…]$/.test(block.text))
  return isLong ? { ...block, node: { ...block.node, tagName: 'p' } } : block
}

/** A picture, with its caption or alone, that leads nowhere else, as those of advertisers do. */
function isPicture({ node, text }: Block): boolean {
  return hasImage(node) && text.length < 200 && elementsOf({ type: 'root', children: [node] }, 'a').length === 0
}

/** The addresses of a block's pictures, those within the page itself left out. */
function picturesIn(node: Element): string[] {
  return elementsOf({ type: 'root', children: [node] }, 'img')
    .map((image) => property(image, 'src'))
    .filter((src) => src !== '' && !/^data:/i.test(src))
}

/** Whether a block links to a document. */
function offersFile(node: Element): boolean {
  return elementsOf({ type: 'root', children: [node] }, 'a').some((link) =>
    /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar)(?:[?#]|$)/i.test(property(link, 'href')),
  )
}

function isChrome({ node, text }: Block): boolean {
  return linked(node) * 2 > text.length || buttons.test(text) || end.test(text)
}

/** The smallest box that holds most of the page's prose; null where nothing is in boxes. */
function textBox(all: readonly Block[]): Element | null {
  const weights = new Map<Element, number>()
  let total = 0
  for (const block of all) {
    if (block.text.length < 60 || isAround(block, null)) continue
    const weight = Math.max(0, block.text.length - 2 * linked(block.node))
    total += weight
    for (const box of block.boxes) weights.set(box, (weights.get(box) ?? 0) + weight)
  }
  // Insertion follows the document, outer boxes first: the last that still holds most of it is the innermost.
  let best: Element | null = null
  for (const [box, weight] of weights) if (weight >= total * 0.7) best = box
  return best
}

function linked(node: Element): number {
  let length = 0
  const visit = (element: Element, inLink: boolean) => {
    for (const child of element.children) {
      if (child.type === 'text' && inLink) length += child.value.length
      if (child.type === 'element') visit(child, inLink || child.tagName === 'a')
    }
  }
  visit(node, node.tagName === 'a')
  return length
}

/** Whether a block is a person's name and nothing else. */
export function isSigned(block: Block | undefined): boolean {
  return block !== undefined && block.text.length <= 60 && !hasImage(block.node) && name.test(block.text)
}

function isShort(block: Block | undefined): boolean {
  return block !== undefined && block.text.length <= 40 && !hasImage(block.node) && !/[.!?:;…]$/.test(block.text)
}
