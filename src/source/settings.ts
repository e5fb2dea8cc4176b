/** `portal.yaml`: the site's settings, read once and checked whole. */
import * as z from 'zod'
import { catalogue } from '../diagnostics/catalogue.ts'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { adminFaults, adminSchema } from './admin.ts'
import { isDuration, isTimeZone, readMoment } from './calendar.ts'
import { followSchema, type ShareTarget, shareDefaults, shareTargets } from './channels.ts'
import { colorFaults } from './colors.ts'
import { counterFaults, counterSchema } from './counter.ts'
import type { Locale } from './language/dates.ts'
import {
  type Labels,
  type OwnLabels,
  type PathWords,
  type SiteLanguage,
  wordsOf,
  wordsOfPaths,
} from './language/labels.ts'
import { labelsSchema } from './language/own-labels.ts'
import * as s from './schema.ts'
import { languagesOf, preferring, untranslated } from './settings-languages.ts'
import { type KeyPath, parseYaml } from './yaml.ts'

const duration = z.string('duration').refine(isDuration, 'duration')
const color = z.string('color').regex(/^#[0-9a-f]{6}$/i, 'color')
const date = z.string('date').refine((text) => !('fault' in readMoment(text, 'UTC')), 'date')

/** Every setting of contract section 2, as it reads in the first of `languages` in which it is given. */
export function settingsSchema(languages: readonly SiteLanguage[]) {
  const words = s.byLanguage(s.text, languages)
  const link = s.byLanguage(s.anyLink, languages)
  const word = s.byLanguage(s.id, languages).optional()
  const menuLink = s.map({ title: words, url: link })
  return s.map({
    title: words,
    url: s.webAddress.transform((url) => (url.endsWith('/') ? url : `${url}/`)),
    language: s.choice(['vi', 'en'], 'language').optional(),
    languages: s
      .list(s.choice(['vi', 'en'], 'languages'))
      .min(1, 'languages')
      .refine((all) => new Set(all).size === all.length, 'languages')
      .optional(),
    locale: s.choice(['vi-VN', 'en-GB', 'en-US'], 'locale').optional(),
    labels: labelsSchema,
    timezone: z.string('timezone').refine(isTimeZone, 'timezone'),
    categories: s
      .list(s.map({ id: s.id, title: words, parent: s.id.optional(), agedAfter: duration.optional() }))
      .min(1, 'categories')
      .refine((all) => new Set(all.map((category) => category.id)).size === all.length, 'categories'),
    agency: s
      .map({
        name: words,
        parent: words.optional(),
        address: words.optional(),
        phone: s.text.optional(),
        email: s.text.optional(),
        responsible: words.optional(),
      })
      .optional(),
    issuers: s.list(s.map({ name: words, alias: s.oneOrMany(s.text).default([]) })).default([]),
    authors: s.list(s.map({ name: s.text, slug: s.id.optional(), role: words.optional() })).default([]),
    defaults: z.record(z.string(), z.unknown(), 'map').default({}),
    navigation: s.list(menuLink.extend({ children: s.list(menuLink).default([]) })).default([]),
    services: s.list(s.map({ title: words, url: link, description: words.optional() })).default([]),
    share: s.list(s.choice(shareTargets, 'shareWith')).optional(),
    follow: followSchema(languages),
    theme: s
      .map({
        logo: s.text.optional(),
        brand: color.optional(),
        accent: color.optional(),
        socialCard: s.text.optional(),
        drawnCards: s.boolean.default(false),
      })
      .default({ drawnCards: false }),
    home: s
      .map({
        announcements: s.id.optional(),
        sections: s.list(s.id).optional(),
        highlights: s.whole(0).default(3),
      })
      .default({ highlights: 3 }),
    pageSize: s.whole(1).default(20),
    feedSize: s.whole(1).default(50),
    permalink: s.permalink.default('/:year/:month/:slug/'),
    paths: s
      .map({
        page: word,
        category: word,
        tag: word,
        author: word,
        archive: word,
        decisions: word,
        corrections: word,
        search: word,
        offices: word,
      })
      .default({}),
    outputs: s
      .list(s.choice(['html', 'json', 'broadcast'], 'outputs'))
      .refine((all) => all.includes('html'), 'outputs')
      .default(['html']),
    search: s
      .map({ engine: s.choice(['pagefind', 'none'], 'engine').default('pagefind') })
      .default({ engine: 'pagefind' }),
    imageHosts: s.list(s.text).default([]),
    counter: counterSchema,
    abbreviations: z.record(z.string(), s.text, 'map').default({}),
    lints: z.record(z.string(), z.union([z.literal('off'), z.literal(false)], 'off'), 'map').default({}),
    corrections: s.choice(['optional', 'required'], 'corrections').default('optional'),
    approvals: s
      .map({ required: s.boolean.default(false), officers: s.list(s.text).default([]) })
      .default({ required: false, officers: [] }),
    signing: s.map({ required: s.boolean.default(false) }).default({ required: false }),
    offices: s
      .list(
        s
          .map({
            name: words,
            from: date.optional(),
            until: date.optional(),
            successors: s
              .list(s.map({ name: words, url: s.webAddress.optional(), area: words.optional() }))
              .default([]),
          })
          .refine(({ from, until }) => from === undefined || until === undefined || from <= until, 'period'),
      )
      .default([]),
    mode: s.choice(['live', 'archive'], 'mode').default('live'),
    tracker: s.webAddress.optional(),
    admin: adminSchema,
  })
}

/** Settings as read. */
export type Settings = z.output<ReturnType<typeof settingsSchema>>

/**
 * The settings as the pages of one language are made with, and what derives from them alone.
 * `languages` are all that the site has; the first lives at `/`, another below `base` (`/en`; `''` for the first).
 * `homes` are the addresses of its home: the one that it is built for, then its own where that is another.
 * `prefix` is the path part of `url` without its final slash (`''` or `/portal`); `indexed` is false where the site is
 * built for another address than its own.
 */
export interface Config extends Omit<Settings, 'language' | 'languages' | 'labels' | 'locale' | 'share'> {
  file: string
  language: SiteLanguage
  languages: readonly SiteLanguage[]
  base: string
  homes: readonly string[]
  prefix: string
  words: PathWords
  labels: Labels
  ownLabels: OwnLabels
  locale: Locale
  share: readonly ShareTarget[]
  indexed: boolean
  /** The place of a setting's value in the file. */
  placeOf: (path: KeyPath) => Place
}

/** The settings of a whole site: those of its first language, and of each. */
export interface SiteConfig extends Config {
  editions: readonly [Config, ...Config[]]
}

/** Reads `portal.yaml`. `file` is how messages name it; `baseUrl` overrides the address. */
export function readSettings(
  text: string,
  file: string,
  baseUrl: string | null,
): { config: SiteConfig | null; diagnostics: Diagnostic[] } {
  const lines = lineIndex(text)
  const placeAt = (offset: number | null) =>
    offset === null ? { file, line: null, column: null } : { file, ...positionAt(lines, offset) }

  const { map, faults, scalar } = parseYaml(text)
  if (map === null) {
    const diagnostics = faults.map((f) =>
      problem('settings-syntax', { problem: f.code, detail: f.detail }, placeAt(f.offset)),
    )
    if (scalar) diagnostics.push(problem('settings-syntax', { problem: 'SCALAR', detail: 'not a map' }, placeAt(0)))
    return { config: null, diagnostics }
  }

  const placeOf = (path: KeyPath) => placeAt(map.offsetOf(path, 'value'))
  const languages = languagesOf(map.value)
  const [language = 'vi'] = languages
  const { value, faults: wrong } = s.applySchema(settingsSchema(preferring(language)), map.value)
  const diagnostics = wrong.map((fault) => {
    const key = fault.path.map(String).join('.')
    if (fault.kind === 'unknown')
      return problem(
        'setting-unknown',
        { key, known: didYouMean(fault.key, fault.siblings) },
        placeAt(map.offsetOf(fault.path, 'key')),
      )
    const place = placeAt(map.offsetOf(fault.path, 'value'))
    return fault.kind === 'missing'
      ? problem('setting-missing', { key }, place)
      : problem('setting-invalid', { key, expected: fault.expected }, place)
  })
  if (map.value.language === undefined && map.value.languages === undefined)
    diagnostics.push(problem('setting-missing', { key: 'language' }, placeAt(map.offsetOf(['language'], 'value'))))
  if (value === null) return { config: null, diagnostics }
  if (value.language !== undefined && value.language !== language)
    diagnostics.push(problem('setting-invalid', { key: 'languages', expected: 'languages' }, placeOf(['languages'])))
  if (value.locale !== undefined && !languages.some((own) => value.locale?.startsWith(own)))
    diagnostics.push(problem('setting-invalid', { key: 'locale', expected: 'locale' }, placeOf(['locale'])))
  for (const { path, lacking } of untranslated(map.value, languages))
    diagnostics.push(
      problem(
        'setting-untranslated',
        { key: path.map(String).join('.'), language: lacking },
        placeAt(map.offsetOf(path, 'value')),
      ),
    )

  for (const { key, ...fault } of colorFaults(value.theme))
    diagnostics.push(
      problem('color-contrast', { key: `theme.${key}`, ...fault }, placeAt(map.offsetOf(['theme', key], 'value'))),
    )
  for (const { path, kind } of counterFaults(value.counter, value.tracker, value.url)) {
    const key = path.join('.')
    const place = placeAt(map.offsetOf(path, 'value'))
    if (kind === 'missing') diagnostics.push(problem('setting-missing', { key }, place))
    else if (kind === 'insecure') diagnostics.push(problem('setting-invalid', { key, expected: 'secure' }, place))
    else diagnostics.push(problem('setting-unneeded', { key, provider: value.counter.provider ?? 'none' }, place))
  }
  for (const key of adminFaults(value.admin))
    diagnostics.push(problem('setting-missing', { key: `admin.${key}` }, placeAt(map.offsetOf(['admin'], 'key'))))
  const codes = Object.keys(catalogue)
  for (const code of Object.keys(value.lints).filter((code) => !codes.includes(code)))
    diagnostics.push(
      problem(
        'setting-unknown',
        { key: `lints.${code}`, known: didYouMean(code, codes) },
        placeAt(map.offsetOf(['lints', code], 'key')),
      ),
    )
  const ids = value.categories.map((category) => category.id)
  const named = [
    { path: ['home', 'announcements'], id: value.home.announcements },
    ...(value.home.sections ?? []).map((id, index) => ({ path: ['home', 'sections', index], id })),
    ...value.categories.map(({ parent: id }, index) => ({ path: ['categories', index, 'parent'], id })),
  ]
  for (const { path, id } of named)
    if (id !== undefined && !ids.includes(id))
      diagnostics.push(
        problem(
          'setting-category-unknown',
          { key: path.join('.'), value: id, known: didYouMean(id, ids), all: ids.join(', ') },
          placeAt(map.offsetOf(path, 'value')),
        ),
      )

  const url = baseUrl === null ? value.url : baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`
  const prefix = new URL(url).pathname.replace(/\/$/, '')
  const editions = languages.map((own): Config => {
    const taken = own === language ? value : s.applySchema(settingsSchema(preferring(own)), map.value).value
    const read = taken === null ? null : settled(taken)
    if (read === null) throw new Error(`the settings are sound in ${language} and not in ${own}`)
    const words = wordsOfPaths(own, read.paths)
    const base = own === language ? '' : `/${own}`
    const indexed = url === value.url
    const homes = [...new Set([url, value.url])]
    const locale: Locale = own === 'en' && read.locale === 'en-US' ? 'en-US' : own
    const told = {
      labels: wordsOf(own, read.labels),
      ownLabels: value.labels,
      locale,
      share: read.share ?? shareDefaults[own],
    }
    return { ...read, ...told, language: own, languages, base, url, homes, file, prefix, words, indexed, placeOf }
  })
  const [first, ...others] = editions
  return { config: first ? { ...first, editions: [first, ...others] } : null, diagnostics }
}

/** An archive counts nothing, has no form and no editor, whatever the living site asked for. */
function settled(settings: Settings): Settings {
  if (settings.mode === 'live') return settings
  return {
    ...settings,
    search: { engine: 'none' },
    counter: { ...settings.counter, provider: 'none' },
    tracker: undefined,
    admin: undefined,
  }
}
