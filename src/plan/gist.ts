/** Short stand-ins for what outputs say: where they are equal, so are the views, which then need not be made to compare them. */
import type { Media } from '../content/media.ts'
import type { Published } from '../content/published.ts'
import { digest } from '../source/digest.ts'
import type { PlanContext } from './context.ts'
import { siteAddress } from './holes.ts'
import { itemView } from './views/item.ts'

const own = new WeakMap<Published, string>()

/**
 * A bulletin in an output of its own, all but its text: the digest of what was read of it, and of what its view takes from other files.
 * `outputs` are the paths of all outputs: where an address of the site leads depends on them.
 */
export function bulletinGist(page: Published, { versions }: PlanContext, outputs: ReadonlySet<string>): string {
  const known = own.get(page)
  if (known !== undefined) return known
  const { facts, url, state, edition, category, authors, tags, decisions, citations } = page
  const said = [
    ...[facts, url, state, edition, category, authors, tags, decisions, citations, versions.get(url)],
    page.versions.map(briefly),
    page.replacement && briefly(page.replacement),
    page.references.map((one) => {
      if (one.to === 'media') return [one.media.source.path, one.query, one.fragment]
      return one.to === 'site' ? [siteAddress(one.path, outputs), one.path, one.query, one.fragment] : one
    }),
    [...page.media.values()].map(mediaGist),
    [...page.named].map(([key, media]) => [key, mediaGist(media)]),
  ]
  const gist = digest(JSON.stringify(said))
  own.set(page, gist)
  return gist
}

/** What pages say of another bulletin that they name. */
function briefly({ bulletin: { path, facts, body }, url, language, state }: Published) {
  return [path, facts.title, facts.summary ?? body.excerpt, facts.noindex, url, language, state]
}

const rows = new WeakMap<Published, string>()

/** A bulletin in lists: the digest of its row, which is made once however many there are. */
export function rowGist(page: Published, context: PlanContext): string {
  const gist = rows.get(page) ?? digest(JSON.stringify(itemView(page, context)))
  rows.set(page, gist)
  return gist
}

function mediaGist({ source, facts, output, url }: Media) {
  return [source.path, source.size, facts.digest, output, url]
}
