/** The forms that an image is published in, each named by what it is made of before it is made. */
import * as z from 'zod'
import { isLocal, type Media } from '../content/media.ts'
import type { Published } from '../content/published.ts'
import { digestOfAll } from '../source/digest.ts'
import { sizeOf } from '../source/image.ts'
import type { PlanContext } from './context.ts'
import { encodings, type Recipe, WIDEST } from './recipe.ts'

/** Higher than this is more than WebP (16,383) can hold. */
const HIGHEST = 16_000

/** An image no wider than this is left as it is. */
const SMALL = 240

/** Pixels: the least that the large networks show (Facebook, Best Practices for Sharing Images). */
const LEAST = 200

/** A picture this many times as wide as high is a panorama, of which a card shows a strip. */
const FLATTEST = 3

type Ladder = [format: Recipe['format'], widths: readonly number[]][]

/** In a text and at the head of a page; in lists. */
const ladders = {
  text: [
    ['avif', [480, 800, WIDEST]],
    ['webp', [480, WIDEST]],
  ],
  list: [
    ['avif', [SMALL, 480]],
    ['webp', [480]],
  ],
} satisfies Record<string, Ladder>

/** What every browser shows, in its one width. */
const plainWidth = { text: WIDEST, list: 480 }

/** Bytes. A file of no more, and no wider than it is shown, would lose in quality what its forms win. */
const light = { text: 32 * 1024, list: 12 * 1024 }

/** What encodes the forms. */
export type Encoding = Pick<PlanContext, 'encoder'>

export type Use = keyof typeof ladders

/** An image as pages show it; `sources` are its other forms, best first. */
export const pictureShape = z.object({
  url: z.string(),
  width: z.number(),
  height: z.number(),
  sources: z.array(z.object({ type: z.string(), srcset: z.string() })),
})

export type Picture = z.infer<typeof pictureShape>

/** The picture of a file at a place, its addresses as `to` gives them; null where the file's size is not known. */
export function pictureOf(media: Media, use: Use, context: PlanContext, to = context.href): Picture | null {
  const natural = sizeOf(media.facts.image)
  if (natural === null) return null
  if (!isEncoded(media, use, context)) return { url: to(media.url), ...natural, sources: [] }
  const address = (recipe: Recipe) => to(`/${pathOf(media, recipe, context)}`)
  const plain = plainRecipe(media, use, natural.width)
  return {
    url: address(plain),
    width: plain.width,
    height: heightAt(plain.width, natural),
    sources: ladders[use].map(([format, widths]) => ({
      type: `image/${format}`,
      srcset: steps(widths, natural.width)
        .map((width) => `${address({ format, width })} ${width}w`)
        .join(', '),
    })),
  }
}

/** The picture that stands for a page elsewhere, as other sites show it: JPEG, without the prefix; null for drawings. */
export function cardOf(media: Media, context: Encoding): { url: string; width: number; height: number } | null {
  const natural = sizeOf(media.facts.image)
  if (natural === null || media.facts.image?.format === 'svg') return null
  const recipe = cardRecipe(media, context)
  if (recipe === null) return { url: media.url, ...natural }
  const { width } = recipe
  return { url: `/${pathOf(media, recipe, context)}`, width, height: heightAt(width, natural) }
}

/** Whether other sites show a picture at all: not a small one, nor one that is far wider than high, or the other way round. */
export function isFit({ width, height }: { width: number; height: number }): boolean {
  return Math.min(width, height) >= LEAST && Math.max(width, height) <= FLATTEST * Math.min(width, height)
}

/** The file that stands for a bulletin on other sites: the first of its pictures that is fit; null where none is. */
export function socialMedia(page: Published, context: Encoding): Media | null {
  return ofPage(page).find((media) => isFit(cardOf(media, context) ?? { width: 0, height: 0 })) ?? null
}

/** The form that other sites show; null where the image is left as it is. */
export function cardRecipe(media: Media, context: Encoding): Recipe | null {
  const natural = media.facts.image?.width ?? 0
  if (media.facts.image?.format === 'jpeg' && !isEncoded(media, 'text', context)) return null
  return isEncoded(media, 'list', context) ? { format: 'jpeg', width: Math.min(natural, WIDEST) } : null
}

/** The file that stands for a bulletin: its lead image, else the first of its text; null where none has a known size. */
export function listMedia(page: Published): Media | null {
  return ofPage(page).find((media) => sizeOf(media.facts.image) !== null) ?? null
}

function ofPage(page: Published): Media[] {
  return [page.named.get('image.src'), ...shownImages(page)].filter((media) => media !== undefined)
}

/** The file of the front matter's image; null where there is none here, or the text shows it anyway. */
export function leadMedia(page: Published): Media | null {
  const lead = page.named.get('image.src')
  return lead && !shownImages(page).includes(lead) ? lead : null
}

/** Whether a page shows an image above its text. */
export function hasLead(page: Published): boolean {
  const { image } = page.bulletin.facts
  return image !== undefined && (!isLocal(image.src) || leadMedia(page) !== null)
}

/** The images that a text shows, in their order. */
export function shownImages(page: Published): Media[] {
  return page.references.flatMap((reference, index) => {
    const written = page.bulletin.body.references[index]
    return reference.to === 'media' && written?.to === 'file' && written.image ? [reference.media] : []
  })
}

/** Whether an image gets other forms; one that moves gets them in lists alone, where it stands still. */
export function isEncoded({ facts, source }: Media, use: Use, { encoder }: Encoding): boolean {
  const { image } = facts
  const natural = sizeOf(image)
  if (encoder === null || image === null || natural === null || image.format === 'svg') return false
  if (image.moves && use === 'text') return false
  const everywhere = ['jpeg', 'png', 'gif'].includes(image.format)
  if (everywhere && source.size <= light[use] && natural.width <= plainWidth[use] && !image.moves) return false
  return natural.width > SMALL && heightAt(Math.min(natural.width, WIDEST), natural) <= HIGHEST
}

/** The forms of an image at a place. */
export function recipesOf(media: Media, use: Use, context: Encoding): Recipe[] {
  const natural = media.facts.image?.width ?? 0
  if (!isEncoded(media, use, context)) return []
  const others = ladders[use].flatMap(([format, widths]) =>
    steps(widths, natural).map((width): Recipe => ({ format, width })),
  )
  return [...others, plainRecipe(media, use, natural)]
}

function plainRecipe({ facts }: Media, use: Use, natural: number): Recipe {
  const isDrawn = facts.image?.format === 'png' || facts.image?.format === 'gif'
  return { format: isDrawn ? 'png' : 'jpeg', width: Math.min(natural, plainWidth[use]) }
}

/** Never wider than the image; a step that is nearly as wide as the last is left out. */
function steps(widths: readonly number[], natural: number): number[] {
  const widest = Math.min(natural, widths.at(-1) ?? 0)
  return [...widths.filter((width) => width < widest * 0.85), widest]
}

function heightAt(width: number, natural: { width: number; height: number }): number {
  return Math.max(1, Math.round((natural.height * width) / natural.width))
}

/** The path of a form's output: the same source, made the same way, is one file however many pages show it. */
export function pathOf({ facts }: Media, { format, width }: Recipe, { encoder }: Encoding): string {
  const settings = JSON.stringify(encodings[format])
  const name = digestOfAll(encoder ?? '', facts.digest, format, String(width), settings)
  return `assets/images/${name.slice(0, 16)}-${width}.${format === 'jpeg' ? 'jpg' : format}`
}
