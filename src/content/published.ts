/** A bulletin with its place in the site, as the stages after content see it. */

import { inFile, type Place } from '../diagnostics/diagnostic.ts'
import { latest, type Moment } from '../source/calendar.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import { compareTexts } from '../source/order.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import type { Media } from './media.ts'
import type { ResolvedReference } from './reference.ts'
import type { Declared } from './register.ts'
import type { State } from './state.ts'
import type { Author, Tag } from './taxonomy.ts'

/** A bulletin or standing page with its place in the site. `url` is without the prefix. */
export interface Published {
  bulletin: Bulletin
  /** The digest of all that was read of it but its text. */
  facts: string
  /** The digest of the text as written. */
  text: string
  url: string
  state: State
  /** The site's language among whose pages it stands, and the language of its text. */
  edition: SiteLanguage
  language: string
  /** The same text in every language, this one among them, those of the site first; empty where there is no other. */
  versions: Published[]
  category: { id: string; title: string }
  authors: Author[]
  tags: Tag[]
  decisions: Declared[]
  references: ResolvedReference[]
  /** The register's address of what each citation of the text means; null where that has no page. */
  citations: (string | null)[]
  /** The bulletin that replaces this withdrawn one. */
  replacement: Published | null
  media: Map<string, Media>
  /** The lead image's and the attachments' files by their key, such as `image.src` or `attachments.0.file`. */
  named: Map<string, Media>
}

/** Where the address of a bulletin comes from: its slug, else the name of its file. */
export function addressPlace(bulletin: Bulletin): Place {
  return bulletin.facts.slug === undefined ? inFile(bulletin.file) : placeIn(bulletin, ['slug'])
}

/** When readers first had a bulletin: its date, or the later time that it was held back until. */
export function publishedAt({ date, publishAt }: Pick<Bulletin['facts'], 'date' | 'publishAt'>): Moment | null {
  return latest([date, publishAt])
}

/** When it was changed last; before it came out there was nothing to change for readers. */
export function modifiedAt(facts: Pick<Bulletin['facts'], 'date' | 'publishAt' | 'updated'>): Moment | null {
  return latest([publishedAt(facts), facts.updated])
}

/** The order of lists: by first-published instant, then path; the newest comes first. */
export function newestFirst(a: Published, b: Published): number {
  const time = (b.bulletin.facts.date?.instant ?? 0) - (a.bulletin.facts.date?.instant ?? 0)
  return time || compareTexts(b.bulletin.path, a.bulletin.path)
}
