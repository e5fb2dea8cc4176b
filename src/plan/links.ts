/** Whether what texts and settings name by a path of the finished site is there. */
import { placeIn } from '../content/bulletin.ts'
import { heldLink, missingFragment } from '../content/links.ts'
import { ownPath } from '../content/own-address.ts'
import { standingAt } from '../content/places.ts'
import type { Site } from '../content/site.ts'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import type { StaticOutput } from './entry.ts'
import { siteAddress } from './holes.ts'

/**
 * Links by a path of the site (`/gioi-thieu/#lien-he`) lead somewhere, and those by a full address to nothing that is held.
 * Codes: `link-missing`, `link-held`, `file-missing`, `fragment-missing`.
 */
export function siteLinks(site: Site, statics: readonly StaticOutput[], outputs: ReadonlySet<string>): Diagnostic[] {
  const all = [...site.bulletins, ...site.standing]
  const targets = new Map(all.map((one) => [one.url, one.bulletin]))
  const diagnostics: Diagnostic[] = heldTargets(site, statics, outputs)
  for (const { references } of all)
    for (const reference of references) {
      if (reference.to !== 'site') continue
      const { path, fragment, place, image } = reference
      const found = siteAddress(path, outputs)
      const waiting = found === null && standingAt(path, site.held)
      if (waiting) {
        diagnostics.push(heldLink(path, waiting, place))
        continue
      }
      if (found === null) {
        const known = didYouMean(
          path,
          [...outputs].map((output) => `/${output.replace(/(^|\/)index\.html$/, '$1')}`),
        )
        diagnostics.push(
          image
            ? problem('file-missing', { key: 'image', path, known }, place)
            : problem('link-missing', { target: path, known }, place),
        )
        continue
      }
      const target = targets.get(found)
      const missing = fragment && target ? missingFragment(fragment, target, place) : null
      if (missing) diagnostics.push(missing)
    }
  return diagnostics
}

/**
 * Full addresses of the site in texts, front matter and the register, and links of the settings and the urgent notice, that
 * lead to what is held.
 */
function heldTargets(site: Site, statics: readonly StaticOutput[], outputs: ReadonlySet<string>): Diagnostic[] {
  const told = (target: string, path: string | null, place: Place | null): Diagnostic[] => {
    const waiting = path === null || siteAddress(path, outputs) !== null ? null : standingAt(path, site.held)
    return waiting ? [heldLink(target, waiting, place)] : []
  }
  if (site.skipped.length === 0) return []
  const { homes } = site.config
  const full = (url: string | null | undefined, place: Place | null) =>
    url ? told(url, ownPath(url, homes), place) : []
  const link = (url: string, place: Place) =>
    url.startsWith('/') && !url.startsWith('//') ? told(url, url.replace(/[?#].*$/, ''), place) : full(url, place)
  const texts = [...site.bulletins, ...site.standing].flatMap(({ bulletin }) => [
    ...bulletin.body.own.flatMap(({ path, line, column }) => told(path, path, { file: bulletin.file, line, column })),
    ...full(bulletin.facts.source?.url, placeIn(bulletin, ['source', 'url'])),
    ...full(bulletin.facts.image?.src, placeIn(bulletin, ['image', 'src'])),
    ...bulletin.facts.decision.flatMap(({ url }, index) => full(url, placeIn(bulletin, ['decision', index, 'url']))),
  ])
  const documents = site.register.flatMap(({ record }) => full(record?.url, record?.placeOf(['url']) ?? null))
  const settings = site.editions.flatMap(({ config }) => {
    const at = (...path: (string | number)[]) => config.placeOf([...path, 'url'])
    return [
      ...config.navigation.flatMap(({ url, children }, index) => [
        ...link(url, at('navigation', index)),
        ...children.flatMap((child, nth) => link(child.url, at('navigation', index, 'children', nth))),
      ]),
      ...config.services.flatMap(({ url }, index) => link(url, at('services', index))),
      ...config.offices.flatMap(({ successors }, index) =>
        successors.flatMap(({ url }, nth) => full(url, at('offices', index, 'successors', nth))),
      ),
    ]
  })
  const notice = statics.flatMap(({ link: written }) => (written ? link(written.url, written.place) : []))
  return [...texts, ...documents, ...settings, ...notice]
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
