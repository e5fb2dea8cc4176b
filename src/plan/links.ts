/** Whether what texts and settings name by a path or a full address of the finished site is there. */
import { placeIn } from '../content/bulletin.ts'
import { heldLink, pageParts } from '../content/links.ts'
import { type SiteTarget, siteTarget } from '../content/own-address.ts'
import { standingAt } from '../content/places.ts'
import type { Published } from '../content/published.ts'
import type { Site } from '../content/site.ts'
import { comesOut } from '../content/state.ts'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean, type KnownNames, knownNames } from '../diagnostics/did-you-mean.ts'
import type { StaticOutput } from './entry.ts'
import { siteAddress } from './holes.ts'

/** An address of the site that a text or a setting names; `image` where it is shown. */
interface Link extends SiteTarget {
  written: string
  image: boolean
  place: Place | null
  /** When what names it comes out. */
  out: number
}

/**
 * Links by a path of the site (`/gioi-thieu/#lien-he`) or by a full address of it lead somewhere, and to nothing that is held: those of
 * texts, front matter, the register, the settings and the urgent notice. `looks` counts the names that were looked at for what is
 * missing.
 * Codes: `link-missing`, `link-held`, `file-missing`, `fragment-missing`.
 */
export function siteLinks(
  site: Site,
  statics: readonly StaticOutput[],
  outputs: ReadonlySet<string>,
): { diagnostics: Diagnostic[]; looks: number } {
  const texts = [...site.bulletins, ...site.standing]
  const targets = new Map(texts.map((one) => [one.url, one]))
  const parts = pageParts()
  let addresses = null as KnownNames | null
  const near = (path: string) => {
    addresses ??= knownNames([...outputs].map((output) => `/${output.replace(/(^|\/)index\.html$/, '$1')}`))
    return addresses.near(path)
  }
  const judge = ({ written, path, fragment, image, isSure, place, out }: Link): Diagnostic | null => {
    const found = siteAddress(path, outputs)
    const target = found === null ? undefined : targets.get(found)
    const isHeld = target !== undefined && target.state.held !== null
    const waiting =
      found === null ? standingAt(path, site.held) : isHeld ? site.held.pages.get(found.toLowerCase()) : null
    if (waiting && comesOut(waiting.state) > out) return heldLink(written, waiting, place)
    if (found === null) {
      if (!isSure) return null
      const known = near(path)
      return image
        ? problem('file-missing', { key: 'image', path: written, known }, place)
        : problem('link-missing', { target: written, known }, place)
    }
    return fragment && target && place ? parts.missing(fragment, target.bulletin, place) : null
  }
  const links = [...texts.flatMap((page) => linksOf(page, site.config.homes)), ...linksOfSettings(site, statics)]
  const diagnostics = links.flatMap((link) => judge(link) ?? [])
  return { diagnostics, looks: (addresses?.looks() ?? 0) + parts.looks() }
}

/** The addresses of the site in a text and its front matter. */
function linksOf({ bulletin, references, state }: Published, homes: readonly string[]): Link[] {
  const { file, facts, body } = bulletin
  const out = comesOut(state)
  const full = (url: string | undefined, ...key: (string | number)[]) =>
    linkTo(url, homes, placeIn(bulletin, key)).map((link) => ({ ...link, out }))
  return [
    ...references.flatMap((one): Link[] =>
      one.to === 'site' ? [{ ...one, written: one.path, isSure: true, out }] : [],
    ),
    ...body.own.map(({ line, column, ...target }) => ({ ...target, image: false, place: { file, line, column }, out })),
    ...full(facts.source?.url, 'source', 'url'),
    ...(facts.image && /^(https?:)?\/\//i.test(facts.image.src) ? full(facts.image.src, 'image', 'src') : []),
    ...facts.decision.flatMap(({ url }, index) => full(url, 'decision', index, 'url')),
  ]
}

/** Those in the settings, the register's own files and the urgent notice. */
function linksOfSettings(site: Site, statics: readonly StaticOutput[]): Link[] {
  const { homes } = site.config
  const documents = site.register.flatMap(({ record }) => linkTo(record?.url, homes, record?.placeOf(['url']) ?? null))
  const settings = site.editions.flatMap(({ config }) => {
    const link = (url: string | undefined, ...key: (string | number)[]) => linkTo(url, homes, config.placeOf(key))
    return [
      ...config.navigation.flatMap(({ url, children }, index) => [
        ...link(url, 'navigation', index, 'url'),
        ...children.flatMap((child, nth) => link(child.url, 'navigation', index, 'children', nth, 'url')),
      ]),
      ...config.services.flatMap(({ url }, index) => link(url, 'services', index, 'url')),
      ...config.offices.flatMap(({ successors }, index) =>
        successors.flatMap(({ url }, nth) => link(url, 'offices', index, 'successors', nth, 'url')),
      ),
      ...link(config.tracker, 'tracker'),
    ]
  })
  const notice = statics.flatMap(({ link }) => (link ? linkTo(link.url, homes, link.place) : []))
  return [...documents, ...settings, ...notice]
}

function linkTo(written: string | undefined, homes: readonly string[], place: Place | null): Link[] {
  const target = written === undefined ? null : siteTarget(written, homes)
  return written === undefined || target === null
    ? []
    : [{ ...target, written, image: false, place, out: Number.NEGATIVE_INFINITY }]
}

/** The files of static/ that the settings name. Code: `setting-file-missing`. */
export function themeFiles(site: Site, statics: readonly StaticOutput[]): Diagnostic[] {
  const names = statics.map(({ name }) => name)
  const { logo, socialCard } = site.config.theme
  const wanted = [
    ['theme.logo', logo],
    ['theme.socialCard', socialCard],
  ] as const
  return wanted.flatMap(([key, path]) =>
    path === undefined || names.includes(path)
      ? []
      : [
          problem(
            'setting-file-missing',
            { key, path, known: didYouMean(path, names) },
            site.config.placeOf(key.split('.')),
          ),
        ],
  )
}
