/** All bulletins together: the Site, which knows every address and which bulletin stands where. */

import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import type { SourceFile } from '../source/folder.ts'
import { compareTexts } from '../source/order.ts'
import type { Config } from '../source/settings.ts'
import { bulletinSlug, permalink, standingUrl } from './address.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import { knownIssuers } from './issuer.ts'
import { resolveLinks } from './links.ts'
import { layMedia, linkedFiles, type MediaFacts, namedFiles } from './media.ts'
import { addressPlace, newestFirst, type Published } from './published.ts'
import { type Redirect, redirectsOf } from './redirects.ts'
import { declaredDecisions } from './register.ts'
import { type RegisterEntry, registerOf } from './register-entries.ts'
import type { Released } from './release.ts'
import type { Due, Held } from './state.ts'
import { authorsOf, tagsOf } from './taxonomy.ts'

/** A bulletin that has no page, and why. */
export interface Skipped {
  file: string
  reason: Held
}

/** `bulletins` are newest first, tombstones not among them. */
export interface Site {
  config: Config
  bulletins: Published[]
  standing: Published[]
  removed: Published[]
  register: RegisterEntry[]
  redirects: Redirect[]
  skipped: Skipped[]
  /** Sorted by time. */
  due: Due[]
}

/**
 * Makes the Site.
 * Codes: `category-unknown`, `slug-empty`, `url-collision`, `alias-collision`, `path-reserved`, `author-collision`,
 * `tag-merged`, `decision-incomplete`, `file-missing`, `file-unsafe`, `path-outside`, `link-missing`, `link-held`,
 * `fragment-missing`, `value-invalid` (an alias that no file can have).
 */
export function assembleSite(
  released: Released,
  config: Config,
  files: ReadonlyMap<string, SourceFile>,
  mediaFacts: (file: SourceFile) => MediaFacts | null,
): { site: Site; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const known = knownIssuers(config)
  const authors = authorsOf(
    released.shown.map(({ bulletin }) => bulletin),
    config,
    diagnostics,
  )
  const tags = tagsOf(
    released.shown.map(({ bulletin }) => bulletin),
    diagnostics,
  )

  const published: Published[] = []
  for (const { bulletin, fragment, state } of released.shown) {
    const category = categoryOf(bulletin, config, diagnostics)
    const url = urlOf(bulletin, category.id, config, diagnostics)
    if (url === null) continue
    const removed = bulletin.facts.removed !== null
    const named = removed ? { files: [], diagnostics: [] } : namedFiles(bulletin, files, config.imageHosts)
    const linked = removed ? { files: [], diagnostics: [] } : linkedFiles(bulletin, files)
    const decided = removed ? { decisions: [], diagnostics: [] } : declaredDecisions(bulletin, config, known)
    diagnostics.push(...named.diagnostics, ...linked.diagnostics, ...quieted(decided.diagnostics, bulletin))
    const media = layMedia([...named.files.map(({ source }) => source), ...linked.files], url, mediaFacts)
    published.push({
      bulletin,
      fragment,
      url,
      state,
      category,
      authors: authors(bulletin),
      tags: tags(bulletin),
      decisions: decided.decisions,
      references: [],
      replacement: null,
      media,
      named: new Map(
        named.files.flatMap(({ key, source }) => {
          const file = media.get(source.path)
          return file ? [[key.join('.'), file] as const] : []
        }),
      ),
    })
  }

  published.sort(newestFirst)
  const redirects = redirectsOf(published, config, diagnostics)
  diagnostics.push(...resolveLinks(published, released.held, files))
  const live = published.filter(({ state, bulletin }) => !state.removed && !bulletin.standing)
  const site: Site = {
    config,
    bulletins: live,
    standing: published
      .filter(({ state, bulletin }) => !state.removed && bulletin.standing)
      .sort((a, b) => compareTexts(a.url, b.url)),
    removed: published.filter(({ state }) => state.removed),
    register: registerOf(live, config),
    redirects,
    skipped: released.held
      .map(({ bulletin, state }) => ({ file: bulletin.file, reason: state.held ?? 'draft' }))
      .sort((a, b) => compareTexts(a.file, b.file)),
    due: released.due,
  }
  return { site, diagnostics }
}

function categoryOf(bulletin: Bulletin, config: Config, diagnostics: Diagnostic[]): { id: string; title: string } {
  const [first] = config.categories
  const wanted = bulletin.facts.category ?? first?.id
  const found = config.categories.find(({ id }) => id === wanted)
  if (found) return { id: found.id, title: found.title }
  const ids = config.categories.map(({ id }) => id)
  diagnostics.push(
    problem(
      'category-unknown',
      { value: String(wanted), known: didYouMean(String(wanted), ids), all: ids.join(', ') },
      placeIn(bulletin, ['category']),
    ),
  )
  return { id: first?.id ?? '', title: first?.title ?? '' }
}

function urlOf(bulletin: Bulletin, category: string, config: Config, diagnostics: Diagnostic[]): string | null {
  const slug = bulletinSlug(bulletin)
  if (slug === '') {
    diagnostics.push(problem('slug-empty', { value: bulletin.name }, addressPlace(bulletin)))
    return null
  }
  const { date } = bulletin.facts
  if (!bulletin.standing && date === null) return null
  const url =
    bulletin.standing || date === null ? standingUrl(bulletin, slug) : permalink(slug, date, category, config.permalink)
  const [, first = ''] = url.split('/')
  if (!Object.values(config.words).includes(first) && first !== 'assets') return url
  diagnostics.push(problem('path-reserved', { url }, addressPlace(bulletin)))
  return null
}

function quieted(diagnostics: Diagnostic[], { facts }: Bulletin): Diagnostic[] {
  return diagnostics.filter((d) => d.severity === 'error' || !facts.lint?.ignore.includes(d.code))
}
