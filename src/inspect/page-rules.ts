/** What every page must have: a language, a name, one main heading, headings in order, texts for pictures, ids of its own. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { isRedirect, type PageElement } from './document.ts'

/**
 * The faults of one page, each with `pages: 1`.
 * Codes: `page-language-missing`, `page-title-missing`, `page-main-heading`, `page-heading-skipped`, `page-alt-missing`,
 * `page-id-doubled`.
 */
export function pageFaults(elements: readonly PageElement[], file: string): Diagnostic[] {
  const at = (element: PageElement | undefined, attribute?: string) =>
    element === undefined ? { file, line: null, column: null } : { file, ...element.placeOf(attribute) }
  const faults: Diagnostic[] = []

  const html = elements.find(({ name }) => name === 'html')
  const lang = html?.attributes.get('lang')?.trim() || null
  if (lang === null || !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(lang))
    faults.push(problem('page-language-missing', { lang, pages: 1 }, at(html, 'lang')))
  const title = elements.find(({ name }) => name === 'title')
  if ((title?.text.trim() ?? '') === '') faults.push(problem('page-title-missing', { pages: 1 }, at(title)))

  const headings = elements.filter(({ name }) => /^h[1-6]$/.test(name))
  const main = headings.filter(({ name }) => name === 'h1')
  if (main.length !== 1 && !isRedirect(elements))
    faults.push(problem('page-main-heading', { count: main.length, pages: 1 }, at(main[1])))
  headings.forEach((heading, index) => {
    const [from, to] = [Number(headings[index - 1]?.name[1] ?? heading.name[1]), Number(heading.name[1])]
    if (to > from + 1) faults.push(problem('page-heading-skipped', { from, to, pages: 1 }, at(heading)))
  })

  for (const element of elements) {
    const { name, attributes } = element
    const isPicture = name === 'img' || (name === 'input' && attributes.get('type')?.toLowerCase() === 'image')
    if (isPicture && !attributes.has('alt'))
      faults.push(problem('page-alt-missing', { address: attributes.get('src') ?? '', pages: 1 }, at(element)))
  }

  const ids = new Set<string>()
  const doubled = new Set<string>()
  for (const element of elements) {
    const id = element.attributes.get('id')
    if (id === undefined) continue
    if (ids.has(id) && !doubled.has(id)) faults.push(problem('page-id-doubled', { id, pages: 1 }, at(element, 'id')))
    if (ids.has(id)) doubled.add(id)
    ids.add(id)
  }
  return faults
}
