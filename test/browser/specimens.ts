/** Which pages of a site are looked at: enough to meet each kind of page and each part that a page can have. */
import { all, attribute, elementsOf, parsed } from '../sample/document.ts'
import { tree } from '../support/portal.ts'

/** Kinds of pages by the words of their addresses, Vietnamese and English; the first that fits a path counts. */
const kinds: readonly [kind: string, path: RegExp][] = [
  ['home', /^\/$/],
  ['all bulletins', /^\/(trang|page)\/$/],
  ['numbered page', /\/(trang|page)\/\d+\/$/],
  ['section', /^\/(chuyen-muc|category)\/[^/]+\/$/],
  ['tag', /^\/(tu-khoa|tag)\/[^/]+\/$/],
  ['author', /^\/(tac-gia|author)\/[^/]+\/$/],
  ['archive', /^\/(luu-tru|archive)\/$/],
  ['archive of a year', /^\/(luu-tru|archive)\/\d+\/$/],
  ['archive of a month', /^\/(luu-tru|archive)\/\d+\/\d+\/$/],
  ['register', /^\/(van-ban|decisions)\/$/],
  ['register of a year', /^\/(van-ban|decisions)\/([^/]+\/)?\d+\/$/],
  ['register of a type', /^\/(van-ban|decisions)\/\d+\/[^/]+\/$/],
  ['decision', /^\/(van-ban|decisions)\/[^/]+\/\d+\/[^/]+\/$/],
  ['corrections', /^\/(dinh-chinh|corrections)\/$/],
  ['search', /^\/(tim-kiem|search)\/$/],
  ['not found', /^\/404\.html$/],
  ['bulletin', /^\/\d{4}\/\d\d\/[^/]+\/$/],
  ['standing page', /^\/[^/]+\/$/],
]

/** The kind of the page at a path below the site's own (its language's folder left out); null for none that is known. */
export function kindOf(path: string): string | null {
  const below = path.replace(/^\/en(?=\/)/, '')
  return kinds.find(([, pattern]) => pattern.test(below))?.[0] ?? null
}

/** Every kind that there is. */
export const allKinds = kinds.map(([kind]) => kind)

/**
 * Paths of pages that together hold each kind of page and each part: an element with these classes and attributes.
 * Redirects are left out, for no reader sees them. Greedy, in the order of paths, so that the choice is the same each time.
 */
export function specimens(site: string): string[] {
  const partsOf = new Map<string, Set<string>>()
  for (const [file, html] of tree(site)) {
    if (!file.endsWith('.html')) continue
    const document = parsed(html)
    if (all(document, 'meta', { 'http-equiv': 'refresh' }).length > 0) continue
    const path = `/${file.replace(/(^|\/)index\.html$/, '$1')}`
    const parts = elementsOf(document).map(({ tagName, properties }) => {
      const classes = properties.className
      return [tagName, ...(Array.isArray(classes) ? classes : []), ...Object.keys(properties).sort()].join(' ')
    })
    const language = all(document, 'html').map((html) => attribute(html, 'lang'))
    partsOf.set(path, new Set([...parts, `kind ${language} ${kindOf(path)}`]))
  }
  const open = new Set([...partsOf.values()].flatMap((parts) => [...parts]))
  const chosen: string[] = []
  while (open.size > 0) {
    const gains = [...partsOf].map(([path, parts]) => ({
      path,
      gain: [...parts].filter((part) => open.has(part)).length,
    }))
    const best = gains.reduce((a, b) => (b.gain > a.gain ? b : a))
    for (const part of partsOf.get(best.path) ?? []) open.delete(part)
    chosen.push(best.path)
  }
  return chosen.sort()
}

/** The first of each kind. */
export function onePerKind(paths: readonly string[]): string[] {
  return [...new Map(paths.toReversed().map((path) => [kindOf(path), path])).values()].sort()
}
