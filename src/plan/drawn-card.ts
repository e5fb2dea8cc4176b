/** The card drawn for a bulletin without a picture, where the settings ask for one: what it says, and where it lies. */
import type { Published } from '../content/published.ts'
import { paletteOf } from '../source/colors.ts'
import { digestOfAll } from '../source/digest.ts'
import { displayDate } from '../source/language/dates.ts'
import type { PlanContext } from './context.ts'
import { cardOf, listMedia } from './pictures.ts'
import { cardEncoding, type DrawnCard } from './recipe.ts'

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
  const name = digestOfAll('card', encoder, JSON.stringify(cardEncoding), JSON.stringify(card))
  return { card, url: `/assets/images/${name.slice(0, 16)}-card.png` }
}
