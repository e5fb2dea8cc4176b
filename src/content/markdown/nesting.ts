/** Puts right what stands where HTML does not allow it, as after a wrapper has been taken out: `<p><object><p>` would be `<p><p>`. */
import type { Element, ElementContent, Root } from 'hast'

const list = (names: string) => new Set(names.split(' '))

/** Elements that are part of a line of text; `a`, `ins` and `del` hold blocks where their parent may. */
const inline = list(
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q ruby s samp small span strong sub sup time u var',
)
const transparent = list('a ins del')
/** Elements that hold text and what is inline, and nothing else. */
const line = list('p h1 h2 h3 h4 h5 h6 pre summary')
const blocks = list(
  'blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul',
)
/** Blocks whose whole content an inline element may be put around. */
const wrappable = list('p div h1 h2 h3 h4 h5 h6')

/** Changes the tree in place. */
export function settleNesting(tree: Root): void {
  tree.children = tree.children.flatMap((child): Root['children'] =>
    child.type === 'element' ? settled(child, { isLine: false, isLink: false }) : [child],
  )
}

interface Around {
  isLine: boolean
  isLink: boolean
}

/** An element with all that is in it, as the nodes that may stand there: those before and after a block that was in its line. */
function settled(node: Element, around: Around): ElementContent[] {
  // Nothing in a link can be opened by itself.
  if (around.isLink && (node.tagName === 'details' || node.tagName === 'summary')) node.tagName = 'div'
  const { tagName } = node
  if (tagName === 'a' && around.isLink) return within(node, around)
  const isLine = line.has(tagName) || (inline.has(tagName) && (!transparent.has(tagName) || around.isLine))
  node.children = within(node, { isLine, isLink: around.isLink || tagName === 'a' })
  if (tagName === 'p' && node.children.length === 0) return []
  if (tagName !== 'p' && line.has(tagName)) node.children = flat(node.children)
  if (!isLine || !node.children.some(isBlock)) return [node]
  if (inline.has(tagName)) return parts(node, (block) => wrap(block, node))
  return parts(node, (block) => block)
}

function within(node: Element, around: Around): ElementContent[] {
  return node.children.flatMap((child) => (child.type === 'element' ? settled(child, around) : [child]))
}

/** An element cut at the blocks in it. */
function parts(node: Element, made: (block: Element) => ElementContent): ElementContent[] {
  const cut: ElementContent[] = []
  let run: ElementContent[] = []
  const end = () => {
    const isEmpty = run.every(
      (child) => child.type === 'comment' || (child.type === 'text' && child.value.trim() === ''),
    )
    if (!isEmpty) cut.push({ ...node, properties: { ...node.properties }, children: run })
    run = []
  }
  for (const child of node.children)
    if (isBlock(child)) {
      end()
      cut.push(made(child))
    } else run.push(child)
  end()
  return cut
}

/** A block with an inline element around all that is in it, where that may be. */
function wrap(block: Element, node: Element): Element {
  if (!wrappable.has(block.tagName)) return block
  const inner = { ...node, properties: { ...node.properties }, children: block.children }
  const children = settled(inner, { isLine: line.has(block.tagName), isLink: false })
  return { ...block, children }
}

/** A heading stays whole: the blocks in it are lines of it. */
function flat(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child, index): ElementContent[] => {
    if (child.type !== 'element') return [child]
    if (!blocks.has(child.tagName)) return [{ ...child, children: flat(child.children) }]
    const gap: ElementContent[] = index === 0 ? [] : [{ type: 'text', value: ' ' }]
    return [...gap, ...flat(child.children)]
  })
}

function isBlock(node: ElementContent): node is Element {
  return node.type === 'element' && blocks.has(node.tagName)
}
