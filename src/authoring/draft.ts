/** A new bulletin as a file: its name from its title, its front matter in the schema's order, judged before anything is written. */
import { stringify } from 'yaml'
import { dateReader, faultProblem, nameOf } from '../content/bulletin.ts'
import { bulletinSchema } from '../content/front-matter-schema.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { dayParts } from '../source/calendar.ts'
import { sameSpelling, slugOf } from '../source/fold.ts'
import { applySchema } from '../source/schema.ts'

/** What a new bulletin says of itself; what is undefined is left out. */
export interface DraftFacts {
  title?: string | undefined
  date?: string | undefined
  author?: string | undefined
  decision?: string | undefined
  category?: string | undefined
  slug?: string | undefined
  draft?: true | undefined
}

/** The settings that a new bulletin is judged by. */
export interface DraftSettings {
  timezone: string
  categories: readonly { id: string; title: string }[]
}

/** The longest name of a file, in letters: it stands in addresses that people read out. */
const LONGEST = 80

/**
 * The file of a new bulletin: its path under content/ and its text. `defaults` fills what it may leave out.
 * Codes: `key-missing`, `value-invalid`, `date-impossible`, `date-form`, `category-unknown`, `slug-empty`, without a place.
 */
export function draftFile(
  facts: DraftFacts,
  settings: DraftSettings,
  defaults: Record<string, unknown>,
): { file: { path: string; text: string } | null; diagnostics: Diagnostic[] } {
  const order = Object.keys(bulletinSchema.shape)
  const written = Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, typeof value === 'string' ? oneLine(value) : value])
      .sort(([one], [other]) => order.indexOf(String(one)) - order.indexOf(String(other))),
  ) as DraftFacts
  const { value, faults } = applySchema(bulletinSchema, { ...defaults, ...written })
  const diagnostics = faults.map((fault) => faultProblem(fault, () => inFile('')))
  const date = dateReader(settings.timezone, () => inFile(''), diagnostics).read(written.date, ['date'])
  const { category, title = '' } = written
  const ids = settings.categories.map(({ id }) => id)
  if (category !== undefined && !ids.includes(category))
    diagnostics.push(
      problem('category-unknown', { value: category, known: didYouMean(category, ids), all: ids.join(', ') }),
    )
  const slug = value?.slug ?? shortened(slugOf(title))
  if (slug === '' && title !== '') diagnostics.push(problem('slug-empty', { value: title, of: 'title' }))
  if (value === null || date === null || diagnostics.length > 0)
    return { file: null, diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, place: null })) }
  const { year, month } = dayParts(date)
  const path = `${year}/${month}/${slug}.md`
  // The file's name says the slug, unless it reads as a date or as a folder's own page.
  const { slug: _, ...named } = written
  const head = nameOf(path) === slug ? named : { ...written, slug }
  const keys = Object.entries(head).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
  return { file: { path, text: `---\n${yamlLines(Object.fromEntries(keys))}---\n\n` }, diagnostics }
}

/** What is wrong with one answer by itself, as `draftFile` tells it. */
export function answerFaults(facts: DraftFacts, settings: DraftSettings): Diagnostic[] {
  const sound = { title: 'x', date: '2000-01-01', author: 'x', slug: 'x' }
  return draftFile({ ...sound, ...facts }, settings, {}).diagnostics
}

/** The id of the section that is meant by its id, its title, or its number in the list; else the text as it is. */
export function categoryId(text: string, categories: DraftSettings['categories']): string {
  const plain = sameSpelling(text)
  const found =
    categories.find(({ id }) => id === plain) ??
    categories.find(({ title }) => sameSpelling(title) === plain) ??
    (/^\d{1,3}$/.test(plain) ? categories[Number(plain) - 1] : undefined)
  return found?.id ?? text
}

/** Keys and values as YAML that reads as the same texts. */
export function yamlLines(values: object): string {
  return stringify(values, { lineWidth: 0, version: '1.2' })
}

/** NFC in one line. */
export function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** An address cut at a word. */
export function shortened(slug: string): string {
  if (slug.length <= LONGEST) return slug
  const cut = slug.lastIndexOf('-', LONGEST)
  return slug.slice(0, cut > 0 ? cut : LONGEST)
}
