/** Whether what texts and settings name by a path of the finished site is there. */
import { heldLink, missingFragment } from '../content/links.ts'
import type { Site } from '../content/site.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import type { StaticOutput } from './entry.ts'
import { siteAddress } from './holes.ts'

/** Links by a path of the site (`/gioi-thieu/#lien-he`) lead somewhere. Codes: `link-missing`, `file-missing`, `fragment-missing`. */
export function siteLinks(site: Site, outputs: ReadonlySet<string>): Diagnostic[] {
  const all = [...site.bulletins, ...site.standing]
  const targets = new Map(all.map((one) => [one.url, one.bulletin]))
  const diagnostics: Diagnostic[] = []
  for (const { references } of all)
    for (const reference of references) {
      if (reference.to !== 'site') continue
      const { path, fragment, place, image } = reference
      const found = siteAddress(path, outputs)
      const waiting = found === null && site.held.get(path.replace(/\/?$/, '/'))
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
