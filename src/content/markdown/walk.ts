/**
 * Walks over syntax trees, parents before children. unist-util-visit does the same and more, but names a closure for every
 * node it meets, which was a quarter of a whole build.
 */

/** What a visitor may answer: leave out the children, end the walk, or go on with the sibling of that index. */
type Answer = 'skip' | 'stop' | number | undefined

interface Tree {
  type: string
  children?: readonly Tree[]
}

type Below<T> = T extends { children: readonly (infer C)[] }
  ? C | (C extends { children: readonly (infer D)[] } ? D : never)
  : never
type OfType<T, K extends string> = Extract<Below<T>, { type: K }>
type Parent<T> = Extract<T | Below<T>, { children: unknown[] }>

/** Visits every node of some types below `tree` (not the tree itself), in the order of the document. */
export function walk<T extends Tree, const K extends (Below<T> & Tree)['type']>(
  tree: T,
  types: K | readonly K[],
  visitor: (node: OfType<T, K>, index: number, parent: Parent<T>) => Answer,
): void {
  const among = [types].flat() as readonly string[]
  const only = among.length === 1 ? among[0] : undefined
  const below = (parent: Tree): boolean => {
    const children = parent.children as readonly Tree[]
    for (let index = 0; index < children.length; ) {
      const node = children[index] as Tree
      let next = index + 1
      if (only === undefined ? among.includes(node.type) : node.type === only) {
        const answer = visitor(node as OfType<T, K>, index, parent as Parent<T>)
        if (answer === 'stop') return false
        if (typeof answer === 'number') next = answer
        if (answer === 'skip') {
          index = next
          continue
        }
      }
      if (node.children !== undefined && !below(node)) return false
      index = next
    }
    return true
  }
  if (tree.children !== undefined) below(tree)
}
