/** Blocks and codes that other systems know, which are published here as they were typed. */
import type { Blockquote, Root } from 'mdast'
import { problem } from '../../../diagnostics/diagnostic.ts'
import type { Found } from '../fault.ts'
import { walk } from '../walk.ts'
import { COVER, type Literal, quoted } from './literal.ts'

/** What was meant, as far as it decides what to do instead. */
export type ForeignKind = 'notice' | 'embed' | 'link' | 'code' | 'highlight' | 'attributes'

const embedding = 'embed|video|audio|youtube|vimeo|iframe|gallery|playlist'
const shortcodes =
  'caption|googlemaps?|contact-form(?:-7)?|button|tabs?|accordion|toggle|spoiler|columns?|row|one_(?:half|third)|su_\\w+|vc_\\w+|' +
  'et_pb_\\w+|fusion_\\w+'

/** A value, an end or an address right behind tells a code from a word in brackets, such as "[Video]". */
const codeOf = (names: string) =>
  `\\[(?:${names})(?:=| [^[\\]\\n=]{0,100}=|[ :]https?:)[^[\\]\\n]{0,500}\\]|\\[(${names})\\](?=${COVER}|[^\\n]{0,500}?\\[/\\1\\])|\\[/(?:${names})\\]`

/** In the order in which they are looked for; of what overlaps the first alone. */
const patterns: readonly (readonly [kind: ForeignKind, pattern: RegExp])[] = [
  // WordPress.
  ['embed', new RegExp(codeOf(embedding), 'giu')],
  ['code', new RegExp(`${codeOf(shortcodes)}|\\[toc\\]`, 'giu')],
  // Obsidian, wikis.
  ['link', /!?\[\[[^[\]\n]{1,200}\]\]/gu],
  // Hugo, Jekyll, Eleventy, Handlebars.
  ['code', /\{\{[^{}\n][^{\n]{0,500}?\}\}|\{%[^{\n]{0,500}?%\}/gu],
  ['highlight', /(?<![=\p{L}\p{N}])==(?=[^\s=])[^=\n]{0,300}[^\s=]==(?!=)/gu],
  // kramdown, Pandoc.
  ['attributes', /\{:[^{}\n]{1,200}\}|\{[.][A-Za-z][^{}\n]{0,200}\}/gu],
]

/** Docusaurus, VitePress (`:::info Tiêu đề`), MkDocs (`!!! note`). */
const blockHead = /^(?::::+[ \t]*[\p{L}{][^\n]*|(?:!!!|\?\?\?\+?)[ \t]+["\p{L}][^\n]*)/u

/** Once for each kind in a block. Code: `foreign-markup`. */
export function foreignMarkup({ text, offset }: Literal): Found[] {
  const found: Found[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const lead = /^[ \t>]*/.exec(line)?.[0].length ?? 0
    if (blockHead.test(line.slice(lead)))
      found.push(foreign('notice', quoted(line.slice(lead, lead + 100)), offset + start + lead))
    start += line.length + 1
  }
  if (!/[[{]|==/.test(text)) return found
  const seen = new Set<ForeignKind>()
  let rest = text
  for (const [kind, pattern] of patterns) {
    const [one] = rest.matchAll(pattern)
    if (one === undefined) continue
    rest = rest.replace(pattern, (whole) => ' '.repeat(whole.length))
    if (seen.has(kind)) continue
    seen.add(kind)
    found.push(foreign(kind, quoted(one[0]), offset + one.index))
  }
  return found
}

/** `> [!WARNING]`, as GitHub and Obsidian have it. Code: `foreign-markup`. */
export function foreignNotices(tree: Root, body: string): Found[] {
  const found: Found[] = []
  walk(tree, 'blockquote', (quote: Blockquote) => {
    const offset = quote.children[0]?.position?.start.offset
    if (offset === undefined || quote.children[0]?.type !== 'paragraph') return
    const head = /^\[!\w{1,30}\][-+]?/u.exec(body.slice(offset, offset + 40))
    if (head) found.push(foreign('notice', head[0], offset))
  })
  return found
}

function foreign(kind: ForeignKind, written: string, offset: number): Found {
  return { offset, told: (place) => problem('foreign-markup', { kind, written }, place) }
}
