/** All bulletins together: the Site, which knows every address and which bulletin stands where. */

import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import type { SourceFile } from '../source/folder.ts'
import { editionOf } from '../source/language/labels.ts'
import { compareTexts } from '../source/order.ts'
import type { Config, SiteConfig } from '../source/settings.ts'
import { bulletinSlug, outputAt, permalink, standingUrl } from './address.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import { vagueCorrections } from './changes.ts'
import { type DecisionRecord, recordFile } from './decision-records.ts'
import { type KnownIssuers, knownIssuers } from './issuer.ts'
import { type HeldBulletin, resolveLinks } from './links.ts'
import { layMedia, linkedFiles, type MediaFacts, namedFiles } from './media.ts'
import type { Places } from './places.ts'
import { addressPlace, newestFirst, type Published } from './published.ts'
import { aliasIn, type Redirect, redirectsOf } from './redirects.ts'
import { declaredDecisions } from './register.ts'
import { type FiledRecord, registerOf } from './register-entries.ts'
import type { RegisterEntry } from './register-entry.ts'
import type { Released } from './release.ts'
import type { Due, Held } from './state.ts'
import { authorsOf, tagsOf } from './taxonomy.ts'
import { linkTranslations } from './translations.ts'

/** A bulletin that has no page, and why. */
export interface Skipped {
  file: string
  reason: Held
}

/** The pages of one of the site's languages. `bulletins` are newest first, tombstones not among them. */
export interface Edition {
  config: Config
  bulletins: Published[]
  standing: Published[]
  removed: Published[]
  register: RegisterEntry[]
  redirects: Redirect[]
  /** The settings' offices that are no more, by their place there. */
  former: number[]
}

/** All pages, and those of each language. */
export interface Site extends Edition {
  config: SiteConfig
  editions: Edition[]
  skipped: Skipped[]
  /** The bulletins that are held back, by where they will stand. */
  held: Places<HeldBulletin>
  /** Sorted by time. */
  due: Due[]
}

/**
 * Makes the Site; `looks` counts the names that were looked at for missing parts of pages.
 * Codes: `category-unknown`, `slug-empty`, `url-collision`, `alias-collision`, `path-reserved`, `author-collision`,
 * `tag-merged`, `decision-incomplete`, those of `registerOf`, `file-missing`, `file-unsafe`, `path-outside`, `link-missing`, `link-held`,
 * `fragment-missing`, `image-unshowable`, `captions-missing`, `value-invalid` (an alias that no file can have),
 * `translation-doubled`.
 */
export function assembleSite(
  released: Released,
  records: readonly DecisionRecord[],
  config: SiteConfig,
  files: ReadonlyMap<string, SourceFile>,
  mediaFacts: (file: SourceFile) => MediaFacts | null,
): { site: Site; diagnostics: Diagnostic[]; looks: number } {
  const diagnostics: Diagnostic[] = []
  const editions = new Map(
    config.editions.map((own) => {
      const texts = released.shown.filter(({ bulletin }) => languageIn(bulletin, config) === own.language)
      // What was taken down has no say in how a tag is spelled.
      const bulletins = texts
        .flatMap(({ bulletin, state }) => (state.removed ? [] : bulletin))
        .sort((a, b) => (a.path < b.path ? -1 : 1))
      const taxonomy = { authors: authorsOf(bulletins, own, diagnostics), tags: tagsOf(bulletins, diagnostics) }
      return [own.language, { own, ...taxonomy, known: knownIssuers(own, config.editions) }] as const
    }),
  )

  const published: Published[] = []
  for (const { bulletin, facts, text, state } of released.shown) {
    const edition = editions.get(languageIn(bulletin, config))
    if (edition === undefined) throw new Error(`${bulletin.file} is in no language of the site`)
    const { own, authors, tags, known } = edition
    const category = categoryOf(bulletin, own, diagnostics)
    const url = urlOf(bulletin, category.id, own, diagnostics)
    if (url === null) continue
    const removed = bulletin.facts.removed !== null
    const named = removed ? { files: [], diagnostics: [] } : namedFiles(bulletin, files, config.imageHosts)
    const linked = removed ? { files: [], diagnostics: [] } : linkedFiles(bulletin, files)
    const decided = removed ? { decisions: [], diagnostics: [] } : declaredDecisions(bulletin, own, known)
    for (const step of [named, linked, decided]) for (const one of step.diagnostics) diagnostics.push(one)
    for (const one of vagueCorrections(bulletin)) diagnostics.push(one)
    const media = layMedia([...named.files.map(({ source }) => source), ...linked.files], url, mediaFacts)
    published.push({
      bulletin,
      facts,
      text,
      url,
      state,
      edition: own.language,
      language: bulletin.facts.lang ?? own.language,
      versions: [],
      category,
      authors: authors(bulletin),
      tags: tags(bulletin),
      decisions: decided.decisions,
      references: [],
      citations: [],
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
  const links = resolveLinks(published, released.held, files)
  for (const diagnostic of links.diagnostics) diagnostics.push(diagnostic)
  linkTranslations(published, config, diagnostics)
  const filed = filedRecords(records, files, mediaFacts, diagnostics)
  const all = [...editions.values()].map(({ own, known }): Edition => {
    const pages = published.filter(({ edition }) => edition === own.language)
    const shown = pages.filter(({ state }) => !state.removed)
    const bulletins = shown.filter(({ bulletin }) => !bulletin.standing)
    const standing = shown.filter(({ bulletin }) => bulletin.standing).sort((a, b) => compareTexts(a.url, b.url))
    return {
      config: own,
      bulletins,
      standing,
      removed: pages.filter(({ state }) => state.removed),
      register: registerIn(bulletins, standing, filed, own, known, diagnostics),
      redirects: redirects.filter(({ to }) => to.edition === own.language),
      former: released.former,
    }
  })
  const site: Site = {
    config,
    editions: all,
    bulletins: published.filter(({ state, bulletin }) => !state.removed && !bulletin.standing),
    standing: all.flatMap(({ standing }) => standing),
    removed: published.filter(({ state }) => state.removed),
    register: all.flatMap(({ register }) => register),
    redirects,
    former: released.former,
    skipped: released.held
      .map(({ bulletin, state }) => ({ file: bulletin.file, reason: state.held ?? 'draft' }))
      .sort((a, b) => compareTexts(a.file, b.file)),
    held: heldPlaces(released, config),
    due: released.due,
  }
  return { site, diagnostics, looks: links.looks }
}

/** Finds the file of each record. */
function filedRecords(
  records: readonly DecisionRecord[],
  files: ReadonlyMap<string, SourceFile>,
  mediaFacts: (file: SourceFile) => MediaFacts | null,
  diagnostics: Diagnostic[],
): FiledRecord[] {
  return records.map((record) => {
    const source = recordFile(record, files)
    if (source !== null && 'code' in source) diagnostics.push(source)
    if (source === null || 'code' in source) return { record, fileAt: () => null }
    return { record, fileAt: (url) => layMedia([source], url, mediaFacts).get(source.path) ?? null }
  })
}

/** Makes the register of a language, and tells its texts which of their citations have a page there. */
function registerIn(
  bulletins: readonly Published[],
  standing: readonly Published[],
  records: readonly FiledRecord[],
  config: Config,
  known: KnownIssuers,
  diagnostics: Diagnostic[],
): RegisterEntry[] {
  const { register, meanings, diagnostics: told } = registerOf(bulletins, standing, records, config, known)
  for (const [page, meant] of meanings) page.citations = meant.map((entry) => (entry?.hasPage ? entry.url : null))
  for (const one of told) diagnostics.push(one)
  return register
}

function heldPlaces({ held }: Released, config: SiteConfig): Places<HeldBulletin> {
  const [pages, old] = [new Map<string, HeldBulletin>(), new Map<string, HeldBulletin>()]
  for (const one of held) {
    const own = config.editions.find(({ language }) => language === languageIn(one.bulletin, config)) ?? config
    // What is wrong with its address is told when it comes out.
    const url = urlOf(one.bulletin, categoryOf(one.bulletin, own, []).id, own, [])
    if (url !== null) pages.set(url.toLowerCase(), one)
    for (const alias of one.bulletin.facts.aliases) {
      const address = aliasIn(alias, config)
      if (address !== null) old.set(outputAt(address).toLowerCase(), one)
    }
  }
  return { pages, old }
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
    diagnostics.push(problem('slug-empty', { value: bulletin.name, of: 'file' }, addressPlace(bulletin)))
    return null
  }
  const { date } = bulletin.facts
  if (!bulletin.standing && date === null) return null
  const { base, language, languages, permalink: pattern, words } = config
  const own =
    bulletin.standing || date === null
      ? standingUrl(bulletin, slug, language)
      : permalink(slug, date, category, pattern)
  const url = base + own
  const [, first = ''] = own.split('/')
  const [, ...prefixed] = languages
  // The first language lives at the top, beside the folders of the others.
  const kept: readonly string[] = [...Object.values(words), 'pagefind', ...(base === '' ? [...prefixed, 'assets'] : [])]
  if (!kept.includes(first)) return url
  diagnostics.push(problem('path-reserved', { url }, addressPlace(bulletin)))
  return null
}

/** The site's language that a bulletin belongs to. */
function languageIn({ facts }: Bulletin, { languages }: Config): Config['language'] {
  return editionOf(facts.lang, languages)
}
