/** The words of a language: labels for readers and the words that stand in addresses. */
import { en } from './en.ts'
import { vi } from './vi.ts'

/** A language that a site can be written in; also the value of `<html lang>`. */
export type SiteLanguage = 'vi' | 'en'

/** The key of a label, such as `readMore`. */
export type Label = keyof typeof vi

/** Every language that a site can be written in. */
export const siteLanguages: readonly SiteLanguage[] = ['vi', 'en']

/**
 * The language, of a site's own, whose pages a text in `lang` (`en-GB`, `hmn`) stands among: its own where the site has
 * it, else the site's first.
 */
export function editionOf(lang: string | undefined, languages: readonly SiteLanguage[]): SiteLanguage {
  const [first = 'vi'] = languages
  return languages.find((language) => lang === language || lang?.startsWith(`${language}-`)) ?? first
}

/** Every label with its text. */
export type Labels = Readonly<Record<Label, string>>

/** A portal's own labels: one text for every language, or one for each of some. */
export type OwnLabels = Readonly<Partial<Record<Label, string | Partial<Record<SiteLanguage, string>>>>>

/** The shipped labels of a language. */
export function labels(language: SiteLanguage): Labels {
  return language === 'vi' ? vi : en
}

const settled = new WeakMap<OwnLabels, Partial<Record<SiteLanguage, Labels>>>()

/** The labels of a language, a portal's own in place of those that it names; what it gives in another language only is left as shipped. */
export function wordsOf(language: SiteLanguage, own: OwnLabels = {}): Labels {
  const known = settled.get(own) ?? {}
  settled.set(own, known)
  const named = Object.entries(own).flatMap(([key, text]): [string, string][] => {
    const word = typeof text === 'string' ? text : text[language]
    return word === undefined ? [] : [[key, word]]
  })
  known[language] ??= named.length === 0 ? labels(language) : { ...labels(language), ...Object.fromEntries(named) }
  return known[language]
}

/** How many values a label is filled with. */
export function placesIn(text: string): number {
  return text.match(/%[sd]/g)?.length ?? 0
}

/** A label with its `%s` and `%d` filled in, in order. */
export function fill(text: string, values: readonly (string | number)[]): string {
  let next = 0
  return text.replace(/%[sd]/g, () => String(values[next++] ?? ''))
}

/** The words of addresses (contract section 5); `paths` in `portal.yaml` replaces single ones. */
export interface PathWords {
  page: string
  category: string
  tag: string
  author: string
  archive: string
  decisions: string
  corrections: string
  search: string
  offices: string
}

export const pathWords: Record<SiteLanguage, PathWords> = {
  vi: {
    page: 'trang',
    category: 'chuyen-muc',
    tag: 'tu-khoa',
    author: 'tac-gia',
    archive: 'luu-tru',
    decisions: 'van-ban',
    corrections: 'dinh-chinh',
    search: 'tim-kiem',
    offices: 'co-quan-phu-trach',
  },
  en: {
    page: 'page',
    category: 'category',
    tag: 'tag',
    author: 'author',
    archive: 'archive',
    decisions: 'decisions',
    corrections: 'corrections',
    search: 'search',
    offices: 'responsible-offices',
  },
}

/** The words of a language's addresses, the settings' own in place of those that they give. */
export function wordsOfPaths(language: SiteLanguage, own: { [K in keyof PathWords]?: string | undefined }): PathWords {
  const given = Object.entries(own).filter(([, word]) => word !== undefined)
  return { ...pathWords[language], ...Object.fromEntries(given) }
}
