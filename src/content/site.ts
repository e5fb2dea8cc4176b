/** All bulletins together: the Site, which knows every address and which bulletin stands where. */

import { type Diagnostic, inFile, type Place, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Config } from '../source/settings.ts'
import { aliasUrl, bulletinSlug, outputAt, permalink, standingUrl } from './address.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import { knownIssuers } from './issuer.ts'
import { type ResolvedReference, resolveLinks } from './links.ts'
import { layMedia, linkedFiles, type Media, type MediaFacts, namedFiles } from './media.ts'
import { type Declared, decisionUrl, declaredDecisions, type Identity } from './register.ts'
import { type Due, type Held, type State, stateOf } from './state.ts'
import { type Author, authorsOf, type Tag, tagsOf } from './taxonomy.ts'

/** A bulletin or standing page with its place in the site. `url` is without the prefix. */
export interface Published {
  bulletin: Bulletin
  /** The digest that names the bulletin's fragment. */
  fragment: string
  url: string
  state: State
  category: { id: string; title: string }
  authors: Author[]
  tags: Tag[]
  decisions: Declared[]
  references: ResolvedReference[]
  /** The bulletin that replaces this withdrawn one. */
  replacement: Published | null
  media: Map<string, Media>
  /** The lead image's and the attachments' files by their key, such as `image.src` or `attachments.0.file`. */
  named: Map<string, Media>
}

/** A bulletin that has no page, and why. */
export interface Skipped {
  file: string
  reason: Held
}

/** A document of the register with the bulletins that declare it, newest first. */
export interface RegisterEntry {
  identity: Identity
  url: string
  number: string
  title: string | null
  date: string | null
  source: string | null
  /** The published file, from the bulletin that brings it. */
  file: Media | null
  citedIn: Published[]
}

/** `bulletins` are newest first, tombstones not among them. */
export interface Site {
  config: Config
  bulletins: Published[]
  standing: Published[]
  removed: Published[]
  register: RegisterEntry[]
  /** Old addresses: output path → the page that stands there now. */
  redirects: { output: string; alias: string; to: Published }[]
  skipped: Skipped[]
  /** Sorted by time. */
  due: Due[]
}

/** A bulletin as read, with the digest of its fragment. */
export interface SourceBulletin {
  bulletin: Bulletin
  fragment: string
}

/** Which held bulletins a preview shows all the same. */
export interface Reveal {
  drafts: boolean
  future: boolean
}

/** Bulletins split by whether they get a page now. */
export interface Released {
  shown: (SourceBulletin & { state: State })[]
  held: (SourceBulletin & { state: State })[]
  due: Due[]
}

/** Decides which bulletins have a page at `now` (milliseconds since 1970 UTC). */
export function release(sources: readonly SourceBulletin[], now: number, config: Config, reveal: Reveal): Released {
  const released: Released = { shown: [], held: [], due: [] }
  for (const source of sources) {
    const { state, due } = stateOf(source.bulletin, now, config)
    const revealed = state.held === 'scheduled' ? reveal.future : reveal.drafts
    released[state.held === null || revealed ? 'shown' : 'held'].push({ ...source, state })
    released.due.push(...due)
  }
  released.due.sort((a, b) => a.at.instant - b.at.instant || compare(a.file, b.file) || compare(a.what, b.what))
  return released
}

/** The files beside bulletins that the shown ones refer to, so that their facts can be read. */
export function wantedMedia(released: Released, files: ReadonlyMap<string, SourceFile>): SourceFile[] {
  const wanted = new Map<string, SourceFile>()
  for (const { bulletin } of released.shown) {
    if (bulletin.facts.removed) continue
    for (const { source } of namedFiles(bulletin, files).files) wanted.set(source.path, source)
    for (const source of linkedFiles(bulletin, files).files) wanted.set(source.path, source)
  }
  return [...wanted.values()].sort((a, b) => compare(a.path, b.path))
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
    const named = removed ? { files: [], diagnostics: [] } : namedFiles(bulletin, files)
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
      .sort((a, b) => compare(a.url, b.url)),
    removed: published.filter(({ state }) => state.removed),
    register: registerOf(live, config),
    redirects,
    skipped: released.held
      .map(({ bulletin, state }) => ({ file: bulletin.file, reason: state.held ?? 'draft' }))
      .sort((a, b) => compare(a.file, b.file)),
    due: released.due,
  }
  return { site, diagnostics }
}

/** By first-published instant, then path; the newest comes first. */
function newestFirst(a: Published, b: Published): number {
  const time = (b.bulletin.facts.date?.instant ?? 0) - (a.bulletin.facts.date?.instant ?? 0)
  return time || compare(b.bulletin.path, a.bulletin.path)
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
    diagnostics.push(problem('slug-empty', { value: bulletin.name }, placeIn(bulletin, ['title'])))
    return null
  }
  if (!bulletin.standing)
    return bulletin.facts.date ? permalink(slug, bulletin.facts.date, category, config.permalink) : null
  const url = standingUrl(bulletin, slug)
  const [, first = ''] = url.split('/')
  if (!Object.values(config.words).includes(first) && first !== 'assets') return url
  diagnostics.push(problem('path-reserved', { url }, inFile(bulletin.file)))
  return null
}

/** Addresses are one where they differ by case alone: many servers and disks take them for one. */
function redirectsOf(published: readonly Published[], config: Config, diagnostics: Diagnostic[]): Site['redirects'] {
  const owners = new Map<string, Published>()
  const keyOf = (output: string) => output.normalize('NFC').toLowerCase()
  for (const page of [...published].sort((a, b) => compare(a.bulletin.path, b.bulletin.path))) {
    const key = keyOf(outputAt(page.url))
    const owner = owners.get(key)
    if (owner)
      diagnostics.push(
        problem('url-collision', { url: page.url, other: owner.bulletin.file }, titlePlace(page), {
          related: [titlePlace(owner)],
        }),
      )
    else owners.set(key, page)
  }
  const redirects: Site['redirects'] = []
  for (const page of [...published].sort((a, b) => compare(a.bulletin.path, b.bulletin.path)))
    for (const [index, alias] of page.bulletin.facts.aliases.entries()) {
      const place = placeIn(page.bulletin, ['aliases', index])
      const url = aliasUrl(withoutPrefix(alias, config.prefix))
      if (url === null) {
        diagnostics.push(problem('value-invalid', { key: `aliases.${index}`, expected: 'alias' }, place))
        continue
      }
      const output = outputAt(url)
      const owner = owners.get(keyOf(output))
      if (owner)
        diagnostics.push(
          problem('alias-collision', { alias, other: owner.bulletin.file }, place, { related: [titlePlace(owner)] }),
        )
      else {
        owners.set(keyOf(output), page)
        redirects.push({ output, alias: url, to: page })
      }
    }
  return redirects.sort((a, b) => compare(a.output, b.output))
}

function withoutPrefix(alias: string, prefix: string): string {
  return prefix !== '' && alias.startsWith(`${prefix}/`) ? alias.slice(prefix.length) : alias
}

function registerOf(bulletins: readonly Published[], config: Config): RegisterEntry[] {
  const entries = new Map<string, RegisterEntry>()
  // Oldest first, so that the first bulletin to declare a document words its entry and later ones only complete it.
  for (const page of [...bulletins].reverse())
    for (const [index, decision] of page.decisions.entries()) {
      if (decision.identity === null) continue
      const url = decisionUrl(decision.identity, config.words.decisions)
      const file = page.named.get(`decision.${index}.file`) ?? null
      const entry = entries.get(url)
      if (!entry)
        entries.set(url, {
          identity: decision.identity,
          url,
          number: decision.number,
          title: decision.title,
          date: decision.date,
          source: decision.source,
          file,
          citedIn: [page],
        })
      else {
        entry.title ??= decision.title
        entry.date ??= decision.date
        entry.source ??= decision.source
        entry.file ??= file
        if (!entry.citedIn.includes(page)) entry.citedIn.unshift(page)
      }
    }
  return [...entries.values()].sort(
    (a, b) => compare(b.date ?? String(b.identity.year), a.date ?? String(a.identity.year)) || compare(a.url, b.url),
  )
}

function titlePlace(page: Published): Place {
  return placeIn(page.bulletin, [page.bulletin.facts.slug === undefined ? 'title' : 'slug'])
}

function quieted(diagnostics: Diagnostic[], { facts }: Bulletin): Diagnostic[] {
  return diagnostics.filter((d) => d.severity === 'error' || !facts.lint?.ignore.includes(d.code))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
