/** The languages of `portal.yaml`: which it asks for, and what it says in one of them alone. */
import { type SiteLanguage, siteLanguages } from './language/labels.ts'
import { isByLanguage } from './schema.ts'
import type { KeyPath } from './yaml.ts'

/** The languages that settings ask for, the first first; what is no language is told by the schema. */
export function languagesOf({ language, languages }: Record<string, unknown>): SiteLanguage[] {
  const asked = Array.isArray(languages) && languages.length > 0 ? languages : [language]
  const known = siteLanguages.filter((one) => asked.includes(one))
  return known.length === 0 ? ['vi'] : known.sort((a, b) => asked.indexOf(a) - asked.indexOf(b))
}

/** In which order a language takes what is given in several. */
export function preferring(language: SiteLanguage): SiteLanguage[] {
  return [language, ...siteLanguages.filter((other) => other !== language)]
}

/** Settings whose keys are the portal's own. */
const named = ['abbreviations', 'defaults', 'labels', 'lints']

/** Every value that is given by language, and not in one that the site has. */
export function untranslated(
  value: unknown,
  languages: readonly SiteLanguage[],
  path: KeyPath = [],
): { path: KeyPath; lacking: SiteLanguage }[] {
  if (value === null || typeof value !== 'object' || named.includes(String(path[0]))) return []
  if (!Array.isArray(value) && isByLanguage(value))
    return languages.filter((one) => !Object.hasOwn(value, one)).map((lacking) => ({ path, lacking }))
  return Object.entries(value).flatMap(([key, inner]) =>
    untranslated(inner, languages, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}
