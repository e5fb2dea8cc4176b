/** Tells plain Markdown, which every parser reads alike, from the rest: unbalanced marks, HTML, nested blocks, lone signs. */

/**
 * Whether a body holds nothing but what bulletins are mostly made of, each in its plainest form: paragraphs, headings,
 * lists, quotes, tables between blank lines, emphasis, links, images, addresses, strikethrough, tasks.
 * A list of what is allowed, since what two parsers may differ on cannot be listed; found by comparing them on millions of
 * broken texts.
 */
export function isPlain(body: string): boolean {
  if (foreign.test(body)) return false
  let before: Kind = 'blank'
  for (let start = 0; start <= body.length; ) {
    const end = body.indexOf('\n', start)
    const line = body.slice(start, end < 0 ? undefined : end)
    const kind = kindOf(line, before)
    if (kind === null) return false
    before = kind
    if (end < 0) break
    start = end + 1
  }
  return true
}

type Kind = 'blank' | 'text' | 'heading' | 'item' | 'quote' | 'table'

/**
 * Characters and signs that only the reference reads: control characters and separators of lines, escapes, code,
 * HTML, our own blocks, definitions and footnotes, protocols that few write.
 */
const foreign =
  /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\\`]|<(?!https?:\/\/[\w./?=#%+-]+>)|:::|\]:|\[\^|\]\[|mailto:|xmpp:/iu

const bullet = /^ {0,8}(?:[-*+]|\d{1,9}[.)]) (?! )(?:\[[ xX]\] (?! ))?/

/** The kind of a line after a line of another kind; null where it is not plain. */
function kindOf(line: string, before: Kind): Kind | null {
  if (line.trim() === '') return line === '' ? 'blank' : null
  switch (line[0]) {
    case '#': {
      const heading = /^#{1,6} (?! )/.exec(line)
      return heading && isPlainText(line.slice(heading[0].length)) ? 'heading' : null
    }
    case '>':
      if (before !== 'blank' && before !== 'quote') return null
      return line.startsWith('> ') && isPlainText(line.slice(2)) ? 'quote' : null
    case '|':
      if (before !== 'blank' && before !== 'table') return null
      return /^\|.*\S.*\|$/.test(line) && line.slice(1, -1).split('|').every(isPlainCell) ? 'table' : null
  }
  const item = bullet.exec(line)
  if (item) {
    // Indented items belong to a list that goes on; a list that begins anywhere but after a blank line may be text.
    if (before !== 'item' && (before !== 'blank' || line[0] === ' ')) return null
    return isPlainText(line.slice(item[0].length)) ? 'item' : null
  }
  if (line === '---' || line === '***') return before === 'blank' ? 'blank' : null
  if (before === 'blank' ? /^\s/.test(line) : before !== 'text') return null
  return isPlainText(line.trimStart()) ? 'text' : null
}

function isPlainCell(cell: string): boolean {
  const text = cell.trim()
  return text === '' || /^:?-+:?$/.test(text) || isPlainText(text)
}

const link = /!?\[(?![^\]]*(?:www\.|:\/\/|@))([^[\]]*\S[^[\]]*)\]\([\w./?=&#%+:,;@~-]+(?: "[^"()[\]]*")?\)/gi

// Addresses that are links without any sign, between spaces or in parentheses.
const webAddress = /(?<=^|\s|\()https?:\/\/[\w-]+(?:\.[\w-]+)+(?:\/[\w./?=#%+-]*[\w/])?(?=[.,;:]?(?:\s|$|\)))/g
const bareAddress = /(?<=^|\s|\()www(?:\.[\w-]*[a-z\d])+(?:\/[\w./?=#%+-]*[\w/])?(?=[.,;:]?(?:\s|$|\)))/g
const mailAddress = /(?<=^|\s|\()[a-z\d]+(?:[.-][a-z\d]+)*@[a-z\d]+(?:[.-][a-z\d]+)*\.[a-z]+(?=[.,;:]?(?:\s|$|\)))/g

// Emphasis that is beyond doubt: balanced, around words, between spaces and punctuation.
const stars = /(?<=^|[\s("“])(\*{1,3})([“"(]?[\p{L}\p{N}](?:[^*_]*[\p{L}\p{N}.,:;!?)”"%])?)\1(?=$|[\s.,:;!?)"”])/gu
const underscores = /(?<=^|[\s("“])(_{1,2})([“"(]?[\p{L}\p{N}](?:[^*_]*[\p{L}\p{N}.,:;!?)”"%])?)\1(?=$|[\s.,:;!?)"”])/gu

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
  if (text.includes('*')) strip(stars)
  if (text.includes('_')) strip(underscores)
  return !/[*_~]/.test(rest)
}
