/** The card drawn for a bulletin without a picture, where the settings ask for one: what it says, and where it lies. */
import type { Published } from '../content/published.ts'
import { paletteOf } from '../source/colors.ts'
import { digestOfAll } from '../source/digest.ts'
import { displayDate } from '../source/language/dates.ts'
import type { PlanContext } from './context.ts'
import type { Entry } from './entry.ts'
import { cardOf, listMedia } from './pictures.ts'
import { cardEncoding } from './recipe.ts'

/** All that decides a card's look; colours as `#rrggbb`. */
export interface DrawnCard {
  office: string
  title: string
  /** The category and the date, in the words of the page's language. */
  below: string
  brand: string
  accent: string
}

/** Raised where the same card is drawn differently. */
const METHOD = '1'

/** The card of a bulletin; null where the settings do not ask, nothing can draw, or the bulletin has a picture of its own. */
export function drawnCardOf(page: Published, context: PlanContext): { card: DrawnCard; url: string } | null {
  const { config, encoder } = context
  const { facts } = page.bulletin
  if (!config.theme.drawnCards || encoder === null || facts.image !== undefined) return null
  const media = listMedia(page)
  if (media && cardOf(media, context)) return null
  const { brand, accent } = paletteOf(config.theme)
  const date = facts.date ? displayDate(facts.date.text, 'short', config.language) : ''
  const card = {
    office: config.agency?.name ?? config.title,
    title: facts.title,
    below: [page.category.title, date].filter((part) => part !== '').join(' · '),
    brand,
    accent,
  }
  const name = digestOfAll('card', METHOD, encoder, JSON.stringify(cardEncoding), JSON.stringify(card))
  return { card, url: `/assets/images/${name.slice(0, 16)}-card.png` }
}

/** The drawn cards of a site; bulletins of one title, category and day share theirs. */
export function cardEntries(contexts: readonly PlanContext[]): Entry[] {
  const entries = new Map<string, Entry & { sources: string[] }>()
  for (const context of contexts)
    for (const page of context.site.bulletins) {
      const drawn = drawnCardOf(page, context)
      if (drawn === null) continue
      const { card, url } = drawn
      const known = entries.get(url)
      if (known) known.sources.push(page.bulletin.path)
      else entries.set(url, { path: url.slice(1), sources: [page.bulletin.path], making: { kind: 'card', card } })
    }
  return [...entries.values()]
}
