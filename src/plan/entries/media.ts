/** The entries of the files beside bulletins, and of the forms of their images. */
import { companionsOf } from '../../content/clips.ts'
import type { Media } from '../../content/media.ts'
import type { Published } from '../../content/published.ts'
import type { Site } from '../../content/site.ts'
import type { Entry } from '../entry.ts'
import {
  cardRecipe,
  isEncoded,
  leadMedia,
  listMedia,
  pathOf,
  recipesOf,
  shownImages,
  socialMedia,
} from '../pictures.ts'
import type { Recipe } from '../recipe.ts'

/** Each file and each form once, with all bulletins that it is of. */
export function mediaEntries(site: Site, encoder: string | null): Entry[] {
  const context = { encoder }
  const entries = new Map<string, Entry & { sources: string[] }>()
  const add = (path: string, page: Published, making: Entry['making']) => {
    const known = entries.get(path)
    if (known && known.sources.at(-1) !== page.bulletin.path) known.sources.push(page.bulletin.path)
    if (known === undefined) entries.set(path, { path, sources: [page.bulletin.path], making })
  }
  for (const page of [...site.bulletins, ...site.standing]) {
    const shown = shownImages(page)
    const { standing } = page.bulletin
    const inList = standing ? null : listMedia(page)
    const form = (media: Media, recipe: Recipe) => {
      const { absolute, file } = media.source
      const { digest } = media.facts
      add(pathOf(media, recipe, context), page, { kind: 'variant', from: absolute, shown: file, digest, recipe })
    }
    const lead = standing ? null : leadMedia(page)
    for (const media of lead ? [lead, ...shown] : shown)
      for (const recipe of recipesOf(media, 'text', context)) form(media, recipe)
    if (inList) {
      // Whatever stands for a bulletin in lists may lead the home page, as wide as in a text.
      for (const use of ['text', 'list'] as const)
        for (const recipe of recipesOf(inList, use, context)) form(inList, recipe)
    }
    const social = standing ? null : (socialMedia(page, context) ?? inList)
    const card = social && cardRecipe(social, context)
    if (social && card) form(social, card)
    for (const media of page.media.values()) {
      const isShown = media === lead || media === inList || media === social || shown.includes(media)
      if (isShown && isEncoded(media, 'text', context) && !isOffered(page, media)) continue
      const { absolute: from, file } = media.source
      const kind = media.facts.image === null ? 'copy' : 'cleaned'
      add(media.output, page, { kind, from, shown: file, digest: media.facts.digest })
    }
  }
  for (const { file, url, hasPage } of site.register) {
    // A document's file that is beside no bulletin lies beside the document's page.
    if (file === null || !hasPage || !file.url.startsWith(url)) continue
    const kind = file.facts.image === null ? 'copy' : 'cleaned'
    const { absolute: from, file: shown } = file.source
    entries.set(file.output, {
      path: file.output,
      sources: [],
      making: { kind, from, shown, digest: file.facts.digest },
    })
  }
  return [...entries.values()]
}

/** Whether a file is also to be had by itself: attached, linked to, or part of a film. */
function isOffered(page: Published, media: Media): boolean {
  const isNamed = [...page.named].some(([key, file]) => key !== 'image.src' && file === media)
  if (isNamed) return true
  return page.references.some((reference, index) => {
    const written = page.bulletin.body.references[index]
    if (reference.to !== 'media' || written?.to !== 'file') return false
    if (written.clip !== null) return companionsOf(reference.media.source.path, page.media).poster === media.source.path
    return reference.media === media && !written.image
  })
}
