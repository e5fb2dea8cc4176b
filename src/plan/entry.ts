/** An Entry: one output named before it is made, with all that making it needs. */
import { outputAt } from '../content/address.ts'
import type { Published } from '../content/published.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import type { WrittenLink } from '../source/urgent-notice.ts'
import type { Broadcast } from './broadcast.ts'
import type { PlanContext } from './context.ts'
import type { Feed } from './feed.ts'
import type { BodyReference } from './holes.ts'
import type { DrawnCard, Recipe } from './recipe.ts'
import type { SearchShard } from './search.ts'
import type { NewsEntry, SitemapShard } from './sitemap.ts'
import type { RemovedTwin, Twin } from './twin.ts'
import type { TemplateName } from './views/shapes.ts'

/** A text that the renderer puts into a view as `body` of the view's part `part`. */
export interface BodySlot {
  part: 'bulletin' | 'standing'
  body: BodyReference
}

/** How an output comes about. Views are closed: with the SiteView they hold all that a template may see. */
export type Making =
  | { kind: 'page'; language: SiteLanguage; template: TemplateName; view: () => object; slot: (() => BodySlot) | null }
  | { kind: 'feed'; format: 'rss' | 'atom' | 'json'; feed: () => Feed }
  | { kind: 'twin'; language: SiteLanguage; twin: () => Twin | RemovedTwin }
  | { kind: 'broadcast'; format: 'txt' | 'ssml'; broadcast: () => Broadcast }
  | { kind: 'sitemap'; shard: SitemapShard }
  | { kind: 'sitemap-index'; urls: { url: string; modified: string | null }[] }
  | { kind: 'news-sitemap'; entries: NewsEntry[] }
  | { kind: 'text'; text: string }
  /** A bundle: it names its own files, all in the folder that is the entry's path. */
  | { kind: 'search'; shard: SearchShard }
  /** Files of the portal: as they are, without their metadata, in another form. `shown` is how messages name the source. */
  | ({ kind: 'copy' } & SourceOfCopy)
  | ({ kind: 'cleaned' } & SourceOfCopy)
  | ({ kind: 'variant'; recipe: Recipe } & SourceOfCopy)
  | { kind: 'card'; card: DrawnCard }

interface SourceOfCopy {
  from: string
  shown: string
  digest: string
}

/**
 * One output, or the folder of a bundle. `sources` are the paths under content/ of the bulletins that it tells of: an embargo is checked by
 * them. `gist`, where there is one, stands for what the making gives in the language of the context: equal ones, equal views.
 */
export interface Entry {
  path: string
  sources: readonly string[]
  making: Making
  /** The paths of the bulletins whose texts are in it. */
  bodies?: readonly string[]
  gist?: () => string
}

/** A static file as it will be published: `url` is without the prefix, `text` what stands for its own bytes, `link` where the urgent notice leads. */
export interface StaticOutput {
  name: string
  file: string
  absolute: string
  digest: string
  text: string | null
  url: string
  link?: WrittenLink | null
}

/** The entry of a page, in the context's language, at an address; `told` are the bulletins that it tells of. */
export function pageEntry(
  { config }: Pick<PlanContext, 'config'>,
  url: string,
  template: TemplateName,
  told: readonly Published[],
  view: () => object,
  slot: (() => BodySlot) | null = null,
): Entry {
  return {
    path: outputAt(url),
    sources: sourcesOf(told),
    making: { kind: 'page', language: config.language, template, view, slot },
  }
}

/** The sources of bulletins, for an entry. */
export function sourcesOf(pages: readonly Published[]): string[] {
  return pages.map(({ bulletin }) => bulletin.path)
}
