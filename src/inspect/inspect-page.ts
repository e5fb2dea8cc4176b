/** One built page: its faults, what it loads, and its links into other pages. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { elementsOf } from './document.ts'
import { markupFaults } from './markup.ts'
import { pageFaults } from './page-rules.ts'
import { type Reference, referencesOf } from './references.ts'
import type { Target } from './targets.ts'
import type { Load } from './weight.ts'

/** What a page has to say. `leadsTo` are the site's files that it refers to; `elsewhere` are links to places of other pages, each with the fault that it is if the place is not there. */
export interface PageFindings {
  faults: Diagnostic[]
  references: number
  loads: Load[]
  leadsTo: string[]
  elsewhere: { file: string; fragment: string; fault: Diagnostic }[]
}

/** What scripts or styles are to the scales. */
const weights: Partial<Record<NonNullable<Reference['loads']>, Load['as']>> = {
  style: 'text',
  script: 'script',
  image: 'images',
}

/** Inspects the page at `file`, which messages call `shown`. Codes: `page-…` but `page-heavy`. */
export function inspectPage(
  html: string,
  file: string,
  shown: string,
  follow: (address: string, file: string) => Target,
): PageFindings {
  const elements = elementsOf(html)
  const references = referencesOf(elements)
  const faults = [
    ...pageFaults(elements, shown),
    ...markupFaults(html, shown),
    ...brokenLinks(references, file, shown, follow),
  ]
  const loads: Load[] = []
  const leadsTo: string[] = []
  const elsewhere: PageFindings['elsewhere'] = []
  const places = placesOf(html, elements)
  for (const { address, loads: as, line, column } of references) {
    const target = follow(address, file)
    if (target.kind !== 'file') continue
    if (target.file !== file) leadsTo.push(target.file)
    const weight = as && weights[as]
    if (weight) loads.push({ file: target.file, as: weight })
    // An empty fragment and `top` are the page's head, and `:~:` asks the browser for a text.
    if (['', 'top'].includes(target.fragment) || target.fragment.startsWith(':~:')) continue
    const fault = problem('page-fragment-missing', { address, pages: 1 }, { file: shown, line, column })
    if (target.file !== file) elsewhere.push({ ...target, fault })
    else if (!places.has(target.fragment)) faults.push(fault)
  }
  return { faults, references: references.length, loads, leadsTo, elsewhere }
}

/** References that lead nowhere in the site. Code: `page-link-broken`. */
export function brokenLinks(
  references: readonly Omit<Reference, 'loads'>[],
  file: string,
  shown: string,
  follow: (address: string, file: string) => Target,
): Diagnostic[] {
  return references
    .filter(({ address }) => follow(address, file).kind === 'lost')
    .map(({ address, line, column }) =>
      problem('page-link-broken', { address, pages: 1 }, { file: shown, line, column }),
    )
}

/** Where a link can lead into a page: ids, and the names of old anchors. */
export function placesOf(html: string, elements = elementsOf(html)): ReadonlySet<string> {
  return new Set(
    elements.flatMap(({ name, attributes }) => [
      attributes.get('id') ?? '',
      (name === 'a' && attributes.get('name')) || '',
    ]),
  )
}
