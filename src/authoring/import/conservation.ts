/** The proof that an import loses no word: what a source says against what became of it. */
import type { RootContent } from 'hast'
import { property } from './blocks.ts'
import { decoded } from './word-xml.ts'

/** `count` of the source's `total` words are nowhere; `excerpts` are the first places, as the source writes them. */
export interface LostWords {
  count: number
  total: number
  excerpts: string[]
}

const MOST_EXCERPTS = 5
const LONGEST_EXCERPT = 120
/** So many places of the outcome are compared for the longest run in common. */
const MOST_PLACES = 16
/** A run of so many words is the same text, wherever it stands. */
const RUN = 3

/**
 * The words of `source` that are nowhere in `outcome`, each counted as often as it stands. Words are compared in lower case and
 * without punctuation; letters and digits part, so that `m²`, `m2` and `m` with a raised 2 are one. Runs in common are matched first, in
 * whatever order they stand; single words take what is left over. Time and memory grow as the texts do.
 */
export function lostWords(source: string, outcome: readonly string[]): LostWords {
  const numbers = new Map<string, number>()
  const from = wordsOf(source, numbers)
  const to = wordsOf(outcome.join('\n'), numbers)
  const pending = withoutRuns(from.words, to.words, numbers.size)
  const left = new Map<number, number>()
  for (const [index, word] of to.words.entries())
    if (pending.used[index] === 0) left.set(word, (left.get(word) ?? 0) + 1)
  const lost: number[] = []
  for (const index of pending.words) {
    const word = from.words[index] ?? 0
    const count = left.get(word) ?? 0
    if (count === 0) lost.push(index)
    else left.set(word, count - 1)
  }
  return { count: lost.length, total: from.words.length, excerpts: excerptsOf(source.normalize('NFC'), from, lost) }
}

interface Words {
  words: number[]
  starts: number[]
  ends: number[]
}

/** Words as numbers that are the same for the same word, and where they stand in the NFC text. */
function wordsOf(text: string, numbers: Map<string, number>): Words {
  const found: Words = { words: [], starts: [], ends: [] }
  for (const match of text.normalize('NFC').matchAll(/\p{L}[\p{L}\p{M}\u00ad\u200b-\u200d\ufeff]*|\p{N}+/gu)) {
    const word = match[0]
      .replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
      .normalize('NFKC')
      .toLowerCase()
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    found.words.push(number)
    found.starts.push(match.index)
    found.ends.push(match.index + match[0].length)
  }
  return found
}

/** Takes the runs that both texts have; gives the places of the source's other words, and which of the outcome's are taken. */
function withoutRuns(from: readonly number[], to: readonly number[], size: number) {
  const pair = (words: readonly number[], at: number) => (words[at] ?? 0) * size + (words[at + 1] ?? 0)
  const first = new Map<number, number>()
  const next = new Int32Array(to.length).fill(-1)
  for (let at = to.length - 2; at >= 0; at--) {
    next[at] = first.get(pair(to, at)) ?? -1
    first.set(pair(to, at), at)
  }
  const used = new Uint8Array(to.length)
  const length = (at: number, place: number) => {
    let run = 0
    while (run < 12 && used[place + run] === 0 && at + run < from.length && from[at + run] === to[place + run]) run++
    return run
  }
  const longest = (at: number): number => {
    let head = first.get(pair(from, at)) ?? -1
    while (head >= 0 && used[head] === 1) head = next[head] ?? -1
    first.set(pair(from, at), head)
    let [best, run] = [-1, RUN - 1]
    for (let tries = 0; head >= 0 && tries < MOST_PLACES; tries++, head = next[head] ?? -1) {
      const found = length(at, head)
      if (found > run) [best, run] = [head, found]
    }
    return best
  }
  const words: number[] = []
  let place = -1
  for (let at = 0; at < from.length; at++) {
    if (place < 0 || used[place] !== 0 || to[place] !== from[at]) place = at + 1 < from.length ? longest(at) : -1
    if (place < 0) words.push(at)
    else used[place++] = 1
  }
  return { words, used }
}

function excerptsOf(source: string, { starts, ends }: Words, lost: readonly number[]): string[] {
  const excerpts: string[] = []
  for (let index = 0; index < lost.length && excerpts.length < MOST_EXCERPTS; index++) {
    const start = starts[lost[index] ?? 0] ?? 0
    // A word that stands elsewhere too parts no place in two.
    while ((lost[index + 1] ?? Number.POSITIVE_INFINITY) - (lost[index] ?? 0) <= 3) index++
    const text = source.slice(start, ends[lost[index] ?? 0]).replace(/\s+/g, ' ')
    excerpts.push(text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text)
  }
  return excerpts
}

/** What parts no word. */
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong time tt u var wbr'.split(
    ' ',
  ),
)
/** What a browser shows nothing of, or only as controls. */
const unseen = new Set(
  'head script style noscript template title select textarea datalist iframe video audio canvas'.split(' '),
)

/** The words that a browser shows of a tree, with the texts that stand for images. */
export function visibleText(children: readonly RootContent[]): string {
  const parts: string[] = []
  const visit = (nodes: readonly RootContent[]) => {
    for (const node of nodes) {
      if (node.type === 'text') parts.push(node.value)
      if (node.type !== 'element' || unseen.has(node.tagName) || isHidden(node.properties)) continue
      const gap = inline.has(node.tagName) ? '' : ' '
      parts.push(gap, node.tagName === 'img' ? property(node, 'alt') : '')
      visit(node.children)
      parts.push(gap)
    }
  }
  visit(children)
  return parts.join('')
}

function isHidden({ hidden, style }: Record<string, unknown>): boolean {
  return (
    (hidden !== undefined && hidden !== null && hidden !== false) || /display\s*:\s*none/i.test(String(style ?? ''))
  )
}

/** The words of HTML that a build made: its texts, and the names and captions of its images. */
export function publishedText(html: string): string {
  const text = html.replace(
    /<\/?([a-z][a-z\d]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi,
    (_, name: string, attributes: string) => {
      const said = [...attributes.matchAll(/\s(?:alt|title|aria-label)="([^"]*)"/g)].map(([, value]) => value)
      return inline.has(name.toLowerCase()) && said.length === 0 ? '' : ` ${said.join(' ')} `
    },
  )
  return decoded(text)
}

/** Every text in a value of front matter. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(textsIn)
}
