/** The card drawn for a bulletin without a picture that other sites show, where the settings ask for one: what it says, and where it lies. */
import { isLocal, remoteImage } from '../content/media.ts'
import type { Published } from '../content/published.ts'
import { paletteOf } from '../source/colors.ts'
import { digestOfAll } from '../source/digest.ts'
import { displayDate } from '../source/language/dates.ts'
import type { PlanContext } from './context.ts'
import { socialMedia } from './pictures.ts'
import { cardEncoding, type DrawnCard } from './recipe.ts'

/** The card of a bulletin; null where the settings do not ask, nothing can draw, or the bulletin has a fit picture of its own. */
export function drawnCardOf(page: Published, context: PlanContext): { card: DrawnCard; url: string } | null {
  const { config, encoder } = context
  const { facts } = page.bulletin
  if (!config.theme.drawnCards || encoder === null || socialMedia(page, context) !== null) return null
  if (facts.image && !isLocal(facts.image.src) && remoteImage(facts.image.src) !== null) return null
  const { brand, accent } = paletteOf(config.theme)
  const date = facts.date ? displayDate(facts.date.text, 'short', config.locale) : ''
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
