/** The values that fill the holes of a text: the addresses and sizes of what it links to and shows. */
import { outputAt } from '../content/address.ts'
import type { HoleValue } from '../content/markdown/fragment.ts'
import type { Published } from '../content/published.ts'
import type { PlanContext } from './context.ts'

/** A text in a view: its fragment by digest, with the values of its holes. The renderer makes the HTML of it. */
export interface BodyReference {
  fragment: string
  values: HoleValue[]
}

/**
 * The text of a page. `on` is `page` for the page itself, `away` for feeds, where every address is absolute.
 * `outputs` are the paths of all outputs.
 */
export function bodyReference(
  page: Published,
  context: PlanContext,
  on: 'page' | 'away',
  outputs: ReadonlySet<string>,
): BodyReference {
  const address = on === 'page' ? context.href : context.absolute
  const values = page.references.map((reference): HoleValue => {
    if (reference.to === 'self')
      return { url: `${on === 'page' ? '' : address(page.url)}#${encodeURI(reference.fragment)}`, size: null }
    if (reference.to === 'page') return { url: address(reference.url) + hash(reference.fragment), size: null }
    if (reference.to === 'media')
      return { url: address(reference.media.url), size: sizeOf(reference.media.facts.dimensions) }
    if (reference.to === 'site') {
      const { path, fragment } = reference
      return { url: address(siteAddress(path, outputs) ?? path) + hash(fragment), size: null }
    }
    // A broken reference has its diagnostic, and nothing is published.
    return { url: '', size: null }
  })
  return { fragment: page.fragment, values }
}

/** The address that a site path means (`/gioi-thieu` is `/gioi-thieu/`), or null where no output stands there. */
export function siteAddress(path: string, outputs: ReadonlySet<string>): string | null {
  const file = path.replace(/^\//, '')
  if (!path.endsWith('/') && outputs.has(file)) return path
  const folder = path.endsWith('/') ? path : `${path}/`
  return outputs.has(outputAt(folder)) ? folder : null
}

/** Width and height where both are known. */
export function sizeOf(
  dimensions: { width: number | null; height: number | null } | null,
): { width: number; height: number } | null {
  if (!dimensions?.width || !dimensions.height) return null
  return { width: dimensions.width, height: dimensions.height }
}

function hash(fragment: string | null): string {
  return fragment === null ? '' : `#${encodeURI(fragment)}`
}
