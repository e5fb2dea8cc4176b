/** Markup that other tools add to Markdown, in this product's own words: notices, captions, wiki links, embedded addresses. */
import type { Note } from './findings.ts'

const kinds: Record<string, string> = {
  ...{ note: 'note', info: 'note', abstract: 'note', quote: 'note', example: 'note', summary: 'note', primary: 'note' },
  ...{ tip: 'tip', hint: 'tip', success: 'tip', check: 'tip', important: 'important', question: 'important' },
  ...{
    warning: 'warning',
    caution: 'warning',
    danger: 'warning',
    error: 'warning',
    failure: 'warning',
    bug: 'warning',
  },
}

/** Rewrites a text outside its code blocks; what changed is noted as it was written. */
export function withOwnMarkup(text: string, notes: Note[]): string {
  const fences = /(^|\n)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n\2[ \t]*(?=\n|$)|$)/g
  let [made, done] = ['', 0]
  for (const { 0: whole, index } of text.matchAll(fences)) {
    made += rewritten(text.slice(done, index), notes) + whole
    done = index + whole.length
  }
  return made + rewritten(text.slice(done), notes)
}

function rewritten(text: string, notes: Note[]): string {
  const note = (written: string, made: string) => {
    notes.push({ fate: 'changed', name: 'shortcode', value: `${oneLine(written)} → ${oneLine(made)}` })
    return made
  }
  return (
    text
      // GitHub and Obsidian: a quotation whose first line names its kind.
      .replace(
        /^>[ \t]*\[!(\w+)\][-+]?[ \t]*([^\n]*)\n((?:>[^\n]*(?:\n|$))*)/gm,
        (written: string, kind: string, title: string, body: string) =>
          note(written, notice(kind, title, body.replace(/^>[ \t]?/gm, ''))),
      )
      // Docusaurus and VitePress: a title without brackets.
      .replace(
        /^(:{3,})[ \t]*(\w+)[ \t]+(?!\[)([^\n{[]+)$/gm,
        (written: string, colons: string, kind: string, title: string) =>
          kinds[kind.toLowerCase()] === undefined
            ? written
            : note(written, `${colons}${kinds[kind.toLowerCase()]}[${title.trim()}]`),
      )
      .replace(/^(:{3,})[ \t]*(\w+)[ \t]*$/gm, (written: string, colons: string, kind: string) => {
        const own = kinds[kind.toLowerCase()]
        return own === undefined || own === kind ? written : note(written, `${colons}${own}`)
      })
      // MkDocs: indented lines below "!!! kind".
      .replace(
        /^(?:!!!|\?\?\?\+?)[ \t]*(\w+)[^\n"]*(?:"([^"\n]*)")?[^\n]*\n((?:(?: {4}|\t)[^\n]*(?:\n|$)|[ \t]*\n(?= {4}|\t))+)/gm,
        (written: string, kind: string, title = '', body = '') =>
          note(written, notice(kind, title, body.replace(/^(?: {4}|\t)/gm, ''))),
      )
      // WordPress.
      .replace(/\[caption[^\]]*\]([\s\S]*?)\[\/caption\]/g, (written: string, inside: string) =>
        note(written, captioned(inside)),
      )
      .replace(/\[embed[^\]]*\]\s*(\S+?)\s*\[\/embed\]/g, (written: string, address: string) =>
        note(written, `<${address}>`),
      )
      .replace(/\[(?:gallery|playlist)[^\]]*\]/g, (written) => {
        notes.push({ fate: 'dropped', name: 'shortcode', value: written })
        return ''
      })
      // Wikis and Obsidian.
      .replace(/!\[\[([^\]|\n]+)(?:\|([^\]\n]*))?\]\]/g, (written: string, file: string, alt = '') =>
        note(written, `![${/^\d+(?:x\d+)?$/.test(alt) ? '' : alt}](<${file.trim()}>)`),
      )
      .replace(/\[\[([^\]|\n]+)(?:\|([^\]\n]*))?\]\]/g, (written: string, page: string, shown: string | undefined) =>
        note(written, shown ?? page.replace(/#.*$/, '')),
      )
      .replace(/(?<![=\w])==(?=\S)([^=\n]+?)(?<=\S)==(?![=\w])/g, (written: string, marked: string) =>
        note(written, `**${marked}**`),
      )
  )
}

function notice(kind: string, title: string, body: string): string {
  const name = kinds[kind.toLowerCase()] ?? 'note'
  return `:::${name}${title.trim() === '' ? '' : `[${title.trim()}]`}\n\n${body.trim()}\n\n:::\n`
}

/** The picture with the words after it as its caption. */
function captioned(inside: string): string {
  const [, picture, said = ''] = /^\s*(!\[[^\]]*\]\([^)]*\)|<img[^>]*>)([\s\S]*)$/.exec(inside) ?? []
  const caption = oneLine(said.replace(/<[^>]*>/g, '')).replace(/["\\]/g, "'")
  if (picture === undefined) return inside
  if (caption === '') return picture
  const markdown = /^!\[([^\]]*)\]\((\S+?)(?:\s+"[^"]*")?\)$/.exec(picture)
  return markdown === null ? `${picture}\n\n*${caption}*` : `![${markdown[1]}](${markdown[2]} "${caption}")`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 120)
}
