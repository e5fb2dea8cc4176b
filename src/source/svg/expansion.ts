/** How much a drawing becomes when every `use` in it is drawn: ten lines can mean ten thousand million shapes. */

/** An element of a drawing, and the id of the one that it shows again. */
export interface Shown {
  id: string | null
  uses: string | null
  children: readonly (Shown | string)[]
}

/** Longer chains of elements that show each other are no drawing. */
const LONGEST = 2000

/** How many elements a renderer draws for `root`; infinite where an element shows itself, or where it leads on and on. */
export function drawnElements(root: Shown): number {
  const named = new Map<string, Shown>()
  const name = (element: Shown) => {
    if (element.id !== null && !named.has(element.id)) named.set(element.id, element)
    for (const child of element.children) if (typeof child !== 'string') name(child)
  }
  name(root)
  const counted = new Map<Shown, number>()
  const count = (element: Shown, depth: number): number => {
    const known = counted.get(element)
    if (known !== undefined) return known
    if (depth === LONGEST) return Number.POSITIVE_INFINITY
    // Met again before it is counted: a circle.
    counted.set(element, Number.POSITIVE_INFINITY)
    let sum = 1
    for (const child of element.children) if (typeof child !== 'string') sum += count(child, depth + 1)
    const used = element.uses === null ? undefined : named.get(element.uses)
    if (used !== undefined) sum += count(used, depth + 1)
    counted.set(element, sum)
    return sum
  }
  return count(root, 0)
}
