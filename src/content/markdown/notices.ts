/** Notice blocks: `:::note` … `:::` become a labelled box. */
import type { Paragraph, Root } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import type { Label } from '../../source/language/labels.ts'
import { walk } from './walk.ts'

/** The names a notice may have, with the label that stands as its title. */
export const noticeLabels: Record<string, Label> = {
  note: 'noticeNote',
  tip: 'noticeTip',
  important: 'noticeImportant',
  warning: 'noticeWarning',
}

/** Turns the tree's blocks into notices in place; `:::note[Title]` has its own title. Unknown names are handed to `unknown`. */
export function makeNotices(
  tree: Root,
  label: (key: Label) => string,
  unknown: (name: string, node: ContainerDirective) => void,
): void {
  walk(tree, 'containerDirective', (node) => {
    const key = Object.hasOwn(noticeLabels, node.name) ? noticeLabels[node.name] : undefined
    if (!key) {
      unknown(node.name, node)
      node.data = { hName: 'div' }
      return
    }
    node.data = { hName: 'div', hProperties: { className: ['notice', `notice-${node.name}`] } }
    const [first] = node.children
    const own = first?.type === 'paragraph' && first.data?.directiveLabel ? first : null
    const title: Paragraph = own ?? { type: 'paragraph', children: [{ type: 'text', value: label(key) }] }
    title.data = { ...title.data, hProperties: { className: ['notice-title'] } }
    if (!own) node.children.unshift(title)
  })
}
