/** What readers see of a source file: all else is blanks, so that every letter keeps its place. */

/** Keys of the front matter that hold words for readers. */
const wordedKey = /(?<![\w-])(?:title|summary|alt|caption|reason|note|description)\s*:[ \t]*/g

/** A value in quotes, or as far as the line or the next key of a `{…}` goes. */
const value = /"[^"\n]*"|'[^'\n]*'|[^,{}\n]+(?:,(?!\s*\w+\s*:)[^,{}\n]*)*/y

/** `bodyStart` is the offset at which the body begins; addresses, code and HTML tags are blanked. */
export function readableText(text: string, bodyStart: number): string {
  return frontMatterWords(text.slice(0, bodyStart)) + bodyWords(text.slice(bodyStart))
}

function frontMatterWords(head: string): string {
  let seen = blank(head)
  for (const key of head.matchAll(wordedKey)) {
    const start = key.index + key[0].length
    // A block of text: the indented lines that follow.
    const block = /[>|][-+]?[ \t]*\n(?:[ \t]+[^\n]*(?:\n|$)|[ \t]*\n)*/y
    block.lastIndex = start
    value.lastIndex = start
    const found = block.exec(head) ?? value.exec(head)
    if (found) seen = seen.slice(0, start) + found[0] + seen.slice(start + found[0].length)
  }
  return seen
}

function bodyWords(body: string): string {
  return withoutFences(body).replace(unseen, blank)
}

/** Code, HTML tags, named ids, the targets of links, addresses of the web and of mail. */
const unseen =
  /`[^`\n]+`|<[^<>\n]{1,2000}>|\{#[^}\n]{1,200}\}|(?<=\]\()[^()\s]+|\bhttps?:\/\/[^\s)>\]]+|\bwww\.[^\s)>\]]+|[\w.+-]{1,64}@[\w.-]+/g

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
      return isInside || mark ? blank(line) : line
    })
    .join('\n')
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ')
}
