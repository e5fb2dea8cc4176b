/** The values that fill the holes of a text: the addresses and sizes of what it links to, shows and cites. */
import { outputAt } from '../content/address.ts'
import { captionLanguages, companionsOf } from '../content/clips.ts'
import type { HoleValue } from '../content/markdown/fragment.ts'
import type { Media } from '../content/media.ts'
import type { Published } from '../content/published.ts'
import { sizeOf } from '../source/image.ts'
import type { PlanContext } from './context.ts'
import { pictureOf } from './pictures.ts'

/** A text in a view: its bulletin by path under content/, with the values of its holes. The renderer makes the HTML of it. */
export interface BodyReference {
  path: string
  values: HoleValue[]
}

/** How wide an image is shown: the column of text, and a gallery's cells; for the browser to choose a form by. */
const sizes = {
  text: '(min-width: 64rem) 38rem, (min-width: 40rem) 36rem, 100vw',
  gallery: '(min-width: 40rem) 12rem, 100vw',
}

/**
 * The text of a page. `on` is `page` for the page itself, `away` for feeds, where every address is absolute and images
 * have one form. `outputs` are the paths of all outputs; `first` says that the text's first image is the page's.
 */
export function bodyReference(
  page: Published,
  context: PlanContext,
  on: 'page' | 'away',
  outputs: ReadonlySet<string>,
  first = false,
): BodyReference {
  const address = on === 'page' ? context.href : context.absolute
  let isFirst = first
  const values = page.references.map((reference, index): HoleValue => {
    if (reference.to === 'self') return { url: (on === 'page' ? '' : address(page.url)) + after(reference), size: null }
    if (reference.to === 'page') return { url: address(reference.url) + after(reference), size: null }
    if (reference.to === 'site') {
      const { path } = reference
      return { url: address(siteAddress(path, outputs) ?? path) + after(reference), size: null }
    }
    // A broken reference has its diagnostic, and nothing is published.
    if (reference.to === 'broken') return { url: '', size: null }
    const written = page.bulletin.body.references[index]
    const plain: HoleValue = { url: address(reference.media.url), size: sizeOf(reference.media.facts.image) }
    if (written?.to !== 'file') return plain
    if (written.clip !== null) return { ...plain, ...clipOf(page, reference.media, written.clip, address) }
    if (!written.image) return { ...plain, url: plain.url + after(reference) }
    const picture = pictureOf(reference.media, 'text', context, address)
    const known = picture && { url: picture.url, size: { width: picture.width, height: picture.height } }
    const value = { ...plain, ...known }
    if (on === 'away') return value
    const shown = { sizes: written.gallery ? sizes.gallery : sizes.text, first: isFirst }
    isFirst = false
    return { ...value, picture: { sources: picture?.sources ?? [], ...shown } }
  })
  const cited = page.citations.map((url): HoleValue => ({ url: url === null ? '' : address(url), size: null }))
  return { path: page.bulletin.path, values: [...values, ...cited] }
}

/** A film's captions and picture, by the names of the files beside it; without a picture it takes the room of most films. */
function clipOf(
  page: Published,
  media: Media,
  kind: 'video' | 'audio',
  address: (url: string) => string,
): Pick<HoleValue, 'size' | 'clip'> {
  const { captions, poster } = companionsOf(media.source.path, page.media)
  const picture = poster === null ? undefined : page.media.get(poster)
  const tracks = captions.flatMap(({ path, language: named }) => {
    const track = page.media.get(path)
    const code = named ?? page.language
    return track ? [{ url: address(track.url), language: code, label: captionLanguages[code] ?? code }] : []
  })
  return {
    size: kind === 'audio' ? null : (sizeOf(picture?.facts.image ?? null) ?? { width: 640, height: 360 }),
    clip: { poster: picture ? address(picture.url) : null, tracks },
  }
}

/** The address that a site path means (`/gioi-thieu` is `/gioi-thieu/`), or null where no output stands there. */
export function siteAddress(path: string, outputs: ReadonlySet<string>): string | null {
  const file = path.replace(/^\//, '')
  if (!path.endsWith('/') && outputs.has(file)) return path
  const folder = path.endsWith('/') ? path : `${path}/`
  return outputs.has(outputAt(folder)) ? folder : null
}

/** What stands behind the path of an address. */
function after({ query, fragment }: { query: string; fragment: string | null }): string {
  return query + (fragment === null || (fragment === '' && query !== '') ? '' : `#${encodeURI(fragment)}`)
}
