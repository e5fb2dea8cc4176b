/** Tells plain Markdown, which every parser reads alike, from the rest: unbalanced marks, HTML, nested blocks, lone signs. */

/**
 * Whether a body holds nothing but what bulletins are mostly made of, each in its plainest form: paragraphs, headings,
 * lists, quotes, tables between blank lines, emphasis, links, images, addresses, strikethrough, tasks.
 * A list of what is allowed, since what two parsers may differ on cannot be listed; found by comparing them on millions of
 * broken texts. What has a fault (`faults/`) is not plain.
 */
export function isPlain(body: string): boolean {
  if ((rareCharacter.test(body) && foreignCharacter.test(body)) || foreignSign.test(body)) return false
  let previous: Kind = 'blank'
  let [columns, rows, counted] = [0, 0, 0]
  for (let start = 0; start <= body.length; ) {
    const end = body.indexOf('\n', start)
    const line = body.slice(start, end < 0 ? undefined : end)
    const kind = kindOf(line, previous)
    if (kind === null) return false
    if (kind === 'table') {
      rows = previous === 'table' ? rows + 1 : 1
      const cells = cellsOf(line)
      if (rows === 1) columns = cells
      if (tableRule.test(line) ? rows !== 2 || cells !== columns : rows === 2 || cells > columns) return false
    } else if (kind === 'item') {
      const number = numberOf(line)
      if (number !== null && number !== counted + 1) return false
      counted = number ?? counted
    } else if (kind !== 'blank') counted = 0
    previous = kind
    if (end < 0) break
    start = end + 1
  }
  return previous !== 'gap'
}

/** A `gap` is the empty line of a quote, between two of its paragraphs. */
type Kind = 'blank' | 'text' | 'heading' | 'item' | 'quote' | 'gap' | 'table'

/**
 * Characters that only the reference reads: controls, invisible ones, separators of lines, halves of pairs (what lies
 * beyond the basic plane), escapes and code.
 */
const foreignCharacter =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\t\v-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\\`]/

/** All of those in few ranges, with others that are as rare: six times as fast, and seldom found. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const rareCharacter = /[\0-\t\v-\x1f\x7f-\x9f\xad\u0600-\u1dff\u2000-\u200f\u2028-\u206f\ud800-\uffff\\`]/

/** HTML, our own blocks and those of other systems, definitions and footnotes, protocols that few write. */
const foreignSign = /<(?!https?:\/\/[\w./?=#%+-]+>)|:::|\]:|\[\^|\]\[|mailto:|xmpp:|!!!|\?\?\?|==|\{[{%:.]/i

const bullet = /^(?: {0,8}[-*+]|\d{1,9}[.)]) (?! )(?:\[[ xX]\] (?! ))?/

/** A number, or a number with a unit, that may be no item's: degrees below zero. */
const measure = /^\d+(?:[.,]\d+)? ?(?:°|độ)/

/** What may be a mark of its own at the head of a line that goes on with a paragraph. */
const lineMark = /^(?:[^\p{L}\p{N}“"‘(]|\(?[\p{L}\p{N}]{1,5}[.)/-])/u

const tableRule = /^\|(?:\s*:?-+:?\s*\|)+$/

function cellsOf(row: string): number {
  return row.slice(1, -1).split('|').length
}

/** The number of an item that has one. */
function numberOf(item: string): number | null {
  const number = /^\d+/.exec(item)?.[0]
  return number === undefined ? null : Number(number)
}

/** The kind of a line after a line of another kind; null where it is not plain. */
function kindOf(line: string, before: Kind): Kind | null {
  if (before === 'gap' && line[0] !== '>') return null
  if (line.trim() === '') return line === '' ? 'blank' : null
  switch (line[0]) {
    case '#': {
      const heading = /^#{1,6} (?! )/.exec(line)
      return heading && isPlainText(line.slice(heading[0].length)) ? 'heading' : null
    }
    case '>':
      if (line === '>') return before === 'quote' ? 'gap' : null
      if (before !== 'blank' && before !== 'quote' && before !== 'gap') return null
      if (before === 'quote' && lineMark.test(line.slice(2))) return null
      return line.startsWith('> ') && isPlainText(line.slice(2)) ? 'quote' : null
    case '|':
      if (before !== 'blank' && before !== 'table') return null
      return /^\|.*\S.*\|$/.test(line) && line.slice(1, -1).split('|').every(isPlainCell) ? 'table' : null
  }
  const item = bullet.exec(line)
  if (item) {
    // Indented items belong to a list that goes on; a list that begins anywhere but after a blank line may be text.
    if (before !== 'item' && (before !== 'blank' || line[0] === ' ')) return null
    const text = line.slice(item[0].length)
    return isPlainText(text) && !measure.test(text) ? 'item' : null
  }
  if (line === '---' || line === '***') return before === 'blank' ? 'blank' : null
  if (before === 'blank' ? /^\s/.test(line) : before !== 'text' || lineMark.test(line.trimStart())) return null
  return isPlainText(line.trimStart()) ? 'text' : null
}

function isPlainCell(cell: string): boolean {
  const text = cell.trim()
  return text === '' || /^:?-+:?$/.test(text) || isPlainText(text)
}

const link = /!?\[(?![^\]]*(?:www\.|:\/\/|@))([^[\]]*\S[^[\]]*)\]\([\w./?=&#%+:,;@~-]+(?: "[^"()[\]*_<]*")?\)/gi

// Addresses that are links without any sign, between spaces or in parentheses; what is before one is asked last, for speed.
const webAddress =
  /https?:(?<=(?:^|\s|\()https?:)\/\/[\w-]+(?:\.[\w-]+)+(?:\/[\w./?=#%+-]*[\w/])?(?=[.,;:]?(?:\s|$|\)))/g
const bareAddress = /www(?<=(?:^|\s|\()www)(?:\.[\w-]*[a-z\d])+(?:\/[\w./?=#%+-]*[\w/])?(?=[.,;:]?(?:\s|$|\)))/g
const mailAddress = /(?<=^|\s|\()[a-z\d]+(?:[.-][a-z\d]+)*@[a-z\d]+(?:[.-][a-z\d]+)*\.[a-z]+(?=[.,;:]?(?:\s|$|\)))/g

/** What may stand before and after emphasis that is beyond doubt, and what it may begin and end with. */
const before = /[\s("“]/
const after = /[\s.,:;!?)"”]/
const firstLetter = /^[“"(]?[\p{L}\p{N}]/u
const lastLetter = /[\p{L}\p{N}.,:;!?)”"%]$/u

/** The text without emphasis that is beyond doubt: balanced, around words, between spaces and punctuation. */
function withoutEmphasis(text: string, mark: '*' | '_', longest: number): string {
  let rest = ''
  let end = 0
  for (let start = text.indexOf(mark); start >= 0; start = text.indexOf(mark, end)) {
    let open = start
    while (text[open] === mark) open++
    const length = open - start
    const close = text.indexOf(mark, open)
    const stop = close + length
    const inner = text.slice(open, close)
    const plain =
      close > 0 &&
      length <= longest &&
      text.startsWith(mark.repeat(length), close) &&
      text[stop] !== mark &&
      (start === 0 || before.test(text[start - 1] ?? '')) &&
      (stop === text.length || after.test(text[stop] ?? '')) &&
      !/[*_]/.test(inner) &&
      firstLetter.test(inner) &&
      (inner.length === 1 || lastLetter.test(inner))
    // What is left with a mark in it is no plain text.
    if (!plain) return text
    rest += `${text.slice(end, start)} `
    end = stop
  }
  return rest + text.slice(end)
}

/** What begins like a block of its own is no plain text. */
const blockLike = /^(?:[-+=|>#]|\*[^*\S]|\d{1,9}[.)](?:\s|$)|\s)/

function isPlainText(text: string): boolean {
  // Some patterns below look far ahead.
  if (text === '' || text.length > 5000 || blockLike.test(text)) return false
  if (!/[*_[\]<|~@]|:\/\/|www\./i.test(text)) return true
  let rest = text
  const strip = (pattern: RegExp, by = ' ') => {
    rest = rest.replace(pattern, by)
  }
  // The text of a link is judged with the rest.
  if (text.includes('[')) strip(link, '$1')
  if (text.includes('<')) strip(/<https?:\/\/[^<>]*>/g)
  if (text.includes('://')) strip(webAddress)
  if (/www\./i.test(rest)) strip(bareAddress)
  if (text.includes('@')) strip(mailAddress)
  if (/[[\]<|@]|:\/\/|www\./i.test(rest)) return false
  if (text.includes('~')) strip(/~~[^~\s](?:[^~]*[^~\s])?~~/g)
  if (text.includes('*')) rest = withoutEmphasis(rest, '*', 3)
  if (text.includes('_')) rest = withoutEmphasis(rest, '_', 2)
  return !/[*_~]/.test(rest)
}
