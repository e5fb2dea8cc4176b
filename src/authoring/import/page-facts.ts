/** What a saved page says of its article, in its head, its data and the lines around the text. */
import type { Root } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import { sameSpelling } from '../../source/fold.ts'
import { oneLine } from '../draft.ts'
import { type Block, elementsOf, isAround, property } from './blocks.ts'
import { dateIn, daysIn } from './page-dates.ts'

/** Undefined where the page does not say it. */
export interface PageFacts {
  title: string | undefined
  date: string | undefined
  author: string | undefined
  views: number | undefined
  section: string | undefined
  url: string | undefined
}

/** Lines about the article that are no part of its text. */
export const viewsLine = /^(?:số\s+)?(?:lượt\s+(?:xem|đọc)|đã\s+xem|views)\s*:?\s*([\d.,]+)(?!\S)/iu
export const dateLine =
  /^(?:ngày\s+(?:đăng|đăng\s+tin|xuất\s+bản|tạo)|đăng\s+(?:ngày|lúc)|(?:published|posted)(?:\s+on)?)\s*:?\s*(.+)$/iu
export const authorLine =
  /^(?:tác\s+giả|người\s+viết|(?:tin|bài)(?:\s*(?:,|và)\s*ảnh)?|thực\s+hiện|author|by)\s*:\s*(.{2,80})$/iu
export const sectionLine = /^(?:chuyên\s+mục|danh\s+mục|category)\s*:\s*(.{2,80})$/iu
/** A line that is a date and nothing else: `Thứ ba, 17/01/2023 | 08:30`, `Thứ ba - 17/01/2023 08:15`, `08:15 17/01/2023`, `January 17, 2023`. */
const weekday = String.raw`(?:thứ\s+[^\s,|–-]+|chủ\s+nhật|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?)`
const clock = String.raw`(?:lúc\s+|at\s+)?\d{1,2}\s*[:hg]\s*\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|sa|ch)?`
const numeric = String.raw`\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d{2}-\d{2}`
const spelled = String.raw`\d{1,2}\s+tháng\s+(?:\d{1,2}|\p{L}+(?:\s\p{L}+)?)\s*,?\s*(?:năm\s+)?\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\.?,?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4}`
export const bareDate = new RegExp(
  String.raw`^(?:${clock}\s*[|,–-]?\s*)?(?:${weekday}\s*[|,–-]?\s*)?(?:ngày\s+)?(?:${numeric}|${spelled})\s*(?:[|,–-]?\s*(?:${clock}))?\s*(?:GMT\s*\+7|\(GMT\s*\+7\))?$`,
  'iu',
)

/** Whether a line names a fact of the article, and is no part of its text. */
export function isLabel(text: string): boolean {
  return text.length <= 160 && [viewsLine, dateLine, authorLine, sectionLine, bareDate].some((line) => line.test(text))
}

/** Reads a page's facts; the lines count only near the title, where they are about this article and no other. */
export function pageFacts(tree: Root, blocks: readonly Block[], html: string, timezone: string): PageFacts {
  const meta = metaOf(tree)
  const data = articleData(tree)
  const title = titleOf(tree, blocks, meta, data)
  const start =
    title === undefined
      ? 0
      : Math.max(
          0,
          blocks.findIndex(({ text }) => sameSpelling(text) === sameSpelling(title)),
        )
  const near = blocks.slice(start, start + 8).map(({ text }) => text)
  const all = blocks.map(({ text }) => text)
  const said = (pattern: RegExp, lines: readonly string[]) => {
    for (const line of lines) {
      const found = line.length <= 160 ? pattern.exec(line)?.[1] : undefined
      if (found !== undefined) return oneLine(found)
    }
    return undefined
  }
  const views = said(viewsLine, [...near, ...all])?.replace(/[.,]/g, '')
  const stated =
    text(data?.datePublished) ??
    meta.get('article:published_time') ??
    meta.get('datepublished') ??
    onlyTime(tree) ??
    said(dateLine, [...near, ...all]) ??
    near.find((line) => bareDate.test(line)) ??
    dateAbove(blocks, start)
  const section =
    meta.get('article:section') ?? text(data?.articleSection) ?? said(sectionLine, all) ?? crumb(blocks, title)
  return {
    title,
    date: stated === undefined ? undefined : (dateIn(stated, timezone) ?? undefined),
    author: said(authorLine, all) ?? personOf(data?.author),
    views: views === undefined || views === '' ? undefined : Number(views),
    section,
    url: addressOf(tree, meta, html),
  }
}

/**
 * A date on a line of its own above the headline, in the article's own box: that of a page's banner, which shows the day on which the page
 * was saved, is none.
 */
function dateAbove(blocks: readonly Block[], start: number): string | undefined {
  const box = blocks[start]?.boxes.findLast(
    (one) =>
      one.tagName === 'article' ||
      /(?:^|[\s_-])(?:article|detail|news|post|chi-?tiet|tin|bai-?viet|entry)/i.test(
        `${property(one, 'className')} ${property(one, 'id')}`,
      ),
  )
  if (box === undefined) return undefined
  const above = blocks.slice(Math.max(0, start - 4), start)
  return above.find((block) => block.boxes.includes(box) && !isAround(block, box) && bareDate.test(block.text))?.text
}

/** The latest day that a text cites: no article is older than what it tells of. */
export function latestCited(blocks: readonly Block[]): string | null {
  return (
    blocks
      .flatMap(({ text }) => daysIn(text))
      .sort()
      .at(-1) ?? null
  )
}

function metaOf(tree: Root): Map<string, string> {
  const meta = new Map<string, string>()
  for (const node of elementsOf(tree, 'meta')) {
    const name = property(node, 'property') || property(node, 'name') || property(node, 'itemProp')
    const content = oneLine(property(node, 'content'))
    if (name !== '' && content !== '' && !meta.has(name.toLowerCase())) meta.set(name.toLowerCase(), content)
  }
  return meta
}

/** The schema.org data of the article, where the page has any that can be read. */
function articleData(tree: Root): Record<string, unknown> | null {
  for (const node of elementsOf(tree, 'script')) {
    if (property(node, 'type') !== 'application/ld+json') continue
    let data: unknown
    try {
      data = JSON.parse(textIn(node))
    } catch (error) {
      if (error instanceof SyntaxError) continue
      throw error
    }
    const graph = (data as { '@graph'?: unknown } | null)?.['@graph']
    for (const one of [data, graph].flat())
      if (
        one !== null &&
        typeof one === 'object' &&
        /Article|BlogPosting/.test(String((one as { '@type'?: unknown })['@type']))
      )
        return one as Record<string, unknown>
  }
  return null
}

/** A heading that the window's title repeats, else what the page says for sharing, else the window's title. */
function titleOf(
  tree: Root,
  blocks: readonly Block[],
  meta: ReadonlyMap<string, string>,
  data: Record<string, unknown> | null,
): string | undefined {
  const window = oneLine(elementsOf(tree, 'title').map(textIn)[0] ?? '')
  const shared = meta.get('og:title') ?? text(data?.headline)
  const begins = ({ text: line }: Block) =>
    [window, shared ?? ''].some((one) => sameSpelling(one).startsWith(sameSpelling(line)))
  const told = sameSpelling([window, shared].join(' '))
  const headings = blocks.filter(
    (block) =>
      !isAround(block, null) &&
      (/^h[1-4]$/.test(block.node.tagName) || isNamedTitle([block.node, ...block.boxes.slice(-1)])),
  )
  // The name of the site is repeated too: the title is the longer one, or what the window begins with.
  const [repeated] = headings
    .filter(({ text: line }) => line.length > 9 && told.includes(sameSpelling(line)))
    .sort((one, other) => Number(begins(other)) - Number(begins(one)) || other.text.length - one.text.length)
  const h1 = headings.filter(({ node }) => node.tagName === 'h1')
  const bare = window.replace(/\s+[-–|]\s+[^-–|]*$/u, '')
  // A page without a head, as saved text is, begins with its title.
  const first = tree.children.some((one) => one.type === 'element' && one.tagName === 'html')
    ? undefined
    : blocks[0]?.text
  return repeated?.text ?? shared ?? (h1.length === 1 ? h1[0]?.text : undefined) ?? (bare || undefined) ?? first
}

function isNamedTitle(nodes: readonly Block['node'][]): boolean {
  return nodes.some((node) => /(?:^|[\s_-])(?:title|tieu-?de)(?:$|[\s_-])/i.test(property(node, 'className')))
}

function onlyTime(tree: Root): string | undefined {
  const times = new Set(elementsOf(tree, 'time').map((node) => property(node, 'dateTime')))
  times.delete('')
  return times.size === 1 ? [...times][0] : undefined
}

/** The last step of the way to the page that is not the page itself. */
function crumb(blocks: readonly Block[], title: string | undefined): string | undefined {
  const way = blocks.filter(({ node, boxes }) =>
    [node, ...boxes].some((one) => /breadcrumb/i.test(property(one, 'className') + property(one, 'ariaLabel'))),
  )
  const steps = way.flatMap(({ node, text: line }) => {
    const items = node.children.flatMap((child) =>
      child.type === 'element' && child.tagName === 'li' ? [oneLine(textIn(child))] : [],
    )
    return items.length > 0 ? items : line.split(/\s*[›»>/]\s*/)
  })
  return steps.filter((step) => step !== '' && sameSpelling(step) !== sameSpelling(title ?? '')).at(-1)
}

function addressOf(tree: Root, meta: ReadonlyMap<string, string>, html: string): string | undefined {
  const canonical = elementsOf(tree, 'link').find((node) => property(node, 'rel') === 'canonical')
  const saved = /<!-- saved from url=\(\d+\)(\S+) -->/.exec(html)?.[1]
  return [canonical && property(canonical, 'href'), saved, meta.get('og:url')].find(
    (url) => url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url),
  )
}

function personOf(author: unknown): string | undefined {
  const [first] = [author].flat()
  return text(first) ?? text((first as { name?: unknown } | null | undefined)?.name)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? oneLine(value) : undefined
}
