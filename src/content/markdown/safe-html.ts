/** From Markdown's tree to an HTML tree in which nothing can run: what is dangerous is taken out and told. */
import GithubSlugger from 'github-slugger'
import type { Element, Nodes, Root } from 'hast'
import type { Root as MarkdownRoot } from 'mdast'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { type Options as SanitizeSchema } from 'rehype-sanitize'
import remarkRehype from 'remark-rehype'
import { type Processor, unified } from 'unified'
import { slugOf } from '../../source/fold.ts'
import { fill, type Labels } from '../../source/language/labels.ts'
import { settleNesting } from './nesting.ts'
import { walk } from './walk.ts'

/** Footnote ids begin with this, so that no heading can have them. */
const footnotePrefix = 'cn-'

/**
 * Makes the HTML tree. `removed` is told of every element and handler that is taken out because it could run, load or
 * post something; presentational attributes go without a word.
 */
export function safeHtml(tree: MarkdownRoot, words: Labels, removed: (what: string, node: Nodes) => void): Root {
  unknownTagsAreText(tree)
  foldFootnotes(tree)
  const html = toHtml(words).runSync(tree)
  let raw = false
  walk(html as Root, ['raw', 'element'], (node) => {
    if (node.type === 'raw') raw = true
    else if (node.tagName === 'input') node.properties.dataTask = taskMark
  })
  const parsed = raw ? (rawParser.runSync(html) as Root) : (html as Root)
  if (raw) {
    renameObsolete(parsed)
    tellDangers(parsed, removed)
  }
  takeInputs(parsed, removed)
  const clean = sanitizer.runSync(parsed) as Root
  walk(clean, 'comment', (_, index, parent) => {
    parent.children.splice(index, 1)
    return index
  })
  if (raw) settleNesting(clean)
  return clean
}

/** Known from what an author writes: U+0000 cannot come from Markdown or HTML. */
const taskMark = '\0'

/** The boxes of tasks stay, an author's own `<input>` goes: nothing would come of what a reader enters. */
function takeInputs(tree: Root, removed: (what: string, node: Nodes) => void): void {
  walk(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'input') return
    const isTask = node.properties.dataTask === taskMark
    delete node.properties.dataTask
    if (isTask) return
    removed('<input>', node)
    parent.children.splice(index, 1)
    return index
  })
}

const toHtmlIn = new WeakMap<Labels, Processor<undefined, MarkdownRoot, Root>>()

/** Markdown's tree to HTML's; the words of footnotes are the site's. */
function toHtml(words: Labels): Processor<undefined, MarkdownRoot, Root> {
  const known = toHtmlIn.get(words)
  if (known) return known
  const processor = unified()
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: footnotePrefix,
      footnoteLabel: words.footnotes,
      footnoteLabelProperties: { className: ['visually-hidden'] },
      footnoteBackLabel: (index) => fill(words.footnoteBack, [index + 1]),
    })
    .freeze()
  toHtmlIn.set(words, processor)
  return processor
}

/** Footnotes get ids from their folded labels, as headings do: `[^Đất đai]` is `cn-fn-dat-dai`. */
function foldFootnotes(tree: MarkdownRoot): void {
  const slugger = new GithubSlugger()
  const folded = new Map<string, string>()
  walk(tree, ['footnoteDefinition', 'footnoteReference'], (node) => {
    const slug = folded.get(node.identifier) ?? slugger.slug(slugOf(node.identifier) || 'n')
    folded.set(node.identifier, slug)
    node.identifier = slug
  })
}

/**
 * `<type of person>` in a text is no HTML but what the author wanted to say: a tag that HTML does not have is shown as
 * typed, in place, so that nothing vanishes.
 */
function unknownTagsAreText(tree: MarkdownRoot): void {
  walk(tree, 'html', (node) => {
    node.value = node.value.replace(/<(?=\/?([a-z][^\s/>]*))/gi, (bracket, name: string) =>
      htmlElements.has(name.toLowerCase()) ? bracket : '&lt;',
    )
  })
}

const everywhere = ['id', 'lang', 'dir', 'title']

/** Links are judged by the references step, which tells what it refuses; here their protocols are open. */
const schema: SanitizeSchema = {
  ancestors: {
    tbody: ['table'],
    td: ['table'],
    th: ['table'],
    thead: ['table'],
    tfoot: ['table'],
    tr: ['table'],
    caption: ['table'],
  },
  attributes: {
    '*': everywhere,
    a: [
      'href',
      'hrefLang',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'ariaDescribedBy',
      'ariaLabel',
      ['className', 'data-footnote-backref'],
    ],
    abbr: ['title'],
    blockquote: [],
    code: [['className', /^language-[\w-]+$/]],
    details: ['open'],
    div: [['className', 'notice', /^notice-\w+$/]],
    h2: [['className', 'visually-hidden']],
    img: ['src', 'alt', 'title', 'width', 'height', 'decorative'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: ['value', ['className', 'task-list-item']],
    ol: ['start', 'reversed', 'type', ['className', 'contains-task-list']],
    p: [['className', 'notice-title']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: ['colSpan', 'rowSpan', 'align', 'headers'],
    th: ['colSpan', 'rowSpan', 'align', 'scope', 'headers'],
    time: ['dateTime'],
    ul: [['className', 'contains-task-list']],
  },
  clobber: [],
  clobberPrefix: '',
  protocols: {},
  required: { input: { type: 'checkbox', disabled: true } },
  // What stands inside these is no text for readers; of other elements that go, the content stays (audio's fallback link).
  strip: ['script', 'style', 'template', 'iframe', 'embed', 'svg', 'math', 'select', 'textarea'],
  tagNames:
    'a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var'.split(
      ' ',
    ),
}

const rawParser = unified().use(rehypeRaw).freeze()
const sanitizer = unified().use(rehypeSanitize, schema).freeze()

/** Elements whose loss a reader or a server would notice. */
const dangers = new Set(
  'script style iframe object embed form button select textarea base link meta svg math audio video canvas template noscript frame frameset applet portal'.split(
    ' ',
  ),
)

function tellDangers(tree: Root, removed: (what: string, node: Nodes) => void): void {
  walk(tree, 'element', (node) => {
    if (dangers.has(node.tagName)) removed(`<${node.tagName}>`, node)
    for (const name of Object.keys(node.properties)) if (/^on/i.test(name)) removed(name.toLowerCase(), node)
  })
}

/** HTML that is no longer of the standard, as the element that means the same. */
const obsolete: Record<string, string> = {
  acronym: 'abbr',
  big: 'span',
  center: 'div',
  dir: 'ul',
  font: 'span',
  nobr: 'span',
  strike: 's',
  tt: 'code',
}

/** Every element that HTML has or had: what is shown, what is taken out, what is renamed, and the frame of a page. */
const htmlElements = new Set([
  ...(schema.tagNames ?? []),
  ...dangers,
  ...Object.keys(obsolete),
  ...'html head body title header footer main nav article section aside address hgroup search label fieldset legend option optgroup datalist output progress meter menu dialog data wbr bdo area map picture source track param col colgroup slot basefont bgsound blink marquee frame noframes plaintext xmp listing nobr rb rtc'.split(
    ' ',
  ),
])

function renameObsolete(tree: Root): void {
  walk(tree, 'element', (node: Element) => {
    node.tagName = obsolete[node.tagName] ?? node.tagName
  })
}
