/** What readers see of a source file: all else is U+FFFC, which is no word and no blank, so that every letter keeps its place. */

/** Stands for each character that is no text: it keeps apart the words on its two sides. */
export const OBJECT = '\uFFFC'

/** Keys of the front matter that hold words for readers. */
const wordedKey = /(?<![\w-])(?:title|summary|alt|caption|reason|note|description)\s*:[ \t]*/g

/** A value in quotes, or as far as the line, its YAML comment or the next key of a `{…}` goes. */
const value = /"[^"\n]*"|'[^'\n]*'|(?!#)(?:[^,{}\n#]|(?<!\s)#)+(?:,(?!\s*\w+\s*:)(?:[^,{}\n#]|(?<!\s)#)*)*/y

/** `bodyStart` is the offset at which the body begins. */
export function readableText(text: string, bodyStart: number): string {
  return frontMatterWords(text.slice(0, bodyStart)) + bodyWords(text.slice(bodyStart))
}

function frontMatterWords(head: string): string {
  let seen = hidden(head)
  for (const key of head.matchAll(wordedKey)) {
    const start = key.index + key[0].length
    // A block of text: the indented lines that follow.
    const block = /[>|][-+]?[ \t]*\r?\n(?:[ \t]+[^\n]*(?:\n|$)|[ \t\r]*\n)*/y
    block.lastIndex = start
    value.lastIndex = start
    const found = block.exec(head) ?? value.exec(head)
    if (found) seen = seen.slice(0, start) + found[0] + seen.slice(start + found[0].length)
  }
  return seen
}

function bodyWords(body: string): string {
  return withoutFences(body).replace(marks, hidden).replace(addresses, hidden)
}

/** Code, comments, tags; all have a bound, so that a hostile text takes no longer than another. */
const marks = new RegExp(
  [
    '(?<!`)(`{1,3})(?!`)[^`]{1,2000}\\1(?!`)',
    '<!--[^]{0,5000}?-->',
    '<(code|kbd|samp|pre|script|style|textarea)\\b[^<>]{0,200}>[^]{0,5000}?<\\/\\2\\s*>',
    '<\\/?[a-z](?:"[^"<]{0,2000}"|\'[^\'<]{0,2000}\'|[^<>"\']){0,2000}>',
    '<[^\\s<>][^<>\\n]{0,2000}>',
    // Shortcodes of other programs, ids and attributes, footnote marks, names of blocks.
    '\\{\\{[^{}]{0,2000}\\}\\}|\\{%[^{}]{0,2000}%\\}|\\{[^{}\\n]{1,200}\\}|\\[\\^[^\\]\\n]{1,200}\\]',
    '^ {0,3}:{3,}[ \\t]*[\\w-]*',
    // The target of a link, with the blanks that keep it from being one.
    '(?<=\\]\\()[^()"\\n]+',
  ].join('|'),
  'gimu',
)

/** Addresses of the web and of mail, with and without a protocol, and names of files. */
const addresses = new RegExp(
  [
    '\\b[a-z][a-z\\d+.-]{1,20}:\\/\\/[^\\s<>)\\]]+|\\b(?:mailto|tel|sms):[^\\s<>)\\]]+|\\bwww\\.[^\\s<>)\\]]+',
    '[\\w.+-]{1,64}@[\\w.-]+',
    '(?<=^|[\\s("“‘\'*_])[^\\s()<>"“”*]{1,200}\\.[a-z][a-z\\d]{1,23}(?![\\p{L}\\p{N}\\p{M}_-])(?:[:/?#][^\\s()<>"“”]*)?',
  ].join('|'),
  'gimu',
)

function withoutFences(body: string): string {
  if (!/^ {0,3}(?:```|~~~)/m.test(body)) return body
  let fence: string | null = null
  return body
    .split('\n')
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
      const isInside = fence !== null
      if (fence === null) fence = mark ?? null
      else if (mark?.startsWith(fence)) fence = null
      return isInside || mark ? hidden(line) : line
    })
    .join('\n')
}

function hidden(text: string): string {
  return text.replace(/\S/gu, (character) => OBJECT.repeat(character.length))
}
