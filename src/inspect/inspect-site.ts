/** Looking through a built site: every page is read once, and forgotten before the next one is. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { compareDiagnostics, type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { compareTexts } from '../source/order.ts'
import { readText } from '../source/text.ts'
import { type Gathered, gathering } from './gathering.ts'
import { brokenLinks, inspectPage, placesOf } from './inspect-page.ts'
import { styleReferences } from './references.ts'
import { targets } from './targets.ts'
import { budgets, type Heaviest, type Part, scales } from './weight.ts'

/** What is asked: a folder, how messages name it, the portal's `static/`, and the address at which the site is read. */
export interface InspectionRequest {
  folder: string
  statics: string
  shown: string
  url: string
  onProgress: (done: number, total: number) => void
}

/** What was found. `files` counts what is no page, by the ending of its name. */
export interface Inspection {
  diagnostics: Diagnostic[]
  faults: Gathered[]
  pages: number
  references: number
  files: ReadonlyMap<string, number>
  heaviest: ReadonlyMap<Part, Heaviest>
}

/**
 * Reads every page and stylesheet of a folder and changes nothing in it. An HTML file that lies in `static/` as it is here, and
 * to which nothing leads, is for a machine (a search engine's proof of ownership), no page. What is kept of a page does not grow with it.
 * Codes: `nothing-published` (no page there), `page-…`, `encoding-invalid`, `file-unreadable`.
 */
export function inspectSite({ folder, shown, statics, url, onProgress }: InspectionRequest): Inspection {
  const files = filesOf(folder)
  // The editor of bulletins is a tool of the office, whose page is made by its script.
  const isEditor = (file: string) => file === 'admin/index.html' && files.includes('admin/editor.js')
  const html = files.filter((file) => file.endsWith('.html') && !isEditor(file))
  const copied = new Set(html.filter((file) => isCopy(join(folder, file), join(statics, file))))
  const pages = html.filter((file) => !copied.has(file))
  const follow = targets(new Set(files), url)
  const faults = gathering()
  const { weigh, heaviest } = scales(folder)
  const read = (file: string) => readText({ absolute: join(folder, file), file: `${shown}/${file}` })
  // Links into other pages wait, by the page that they lead to and as they are written, until that page is read again.
  const awaited = new Map<string, Map<string, { fragment: string; fault: Diagnostic; from: string[] }>>()
  let references = 0

  // Grows where a page leads to a copy.
  for (const [index, file] of pages.entries()) {
    onProgress(index, pages.length)
    const text = read(file)
    if ('diagnostic' in text) {
      faults.add(file, [text.diagnostic])
      continue
    }
    const findings = inspectPage(text.text, file, `${shown}/${file}`, follow)
    references += findings.references
    faults.add(file, findings.faults)
    weigh(file, text.text, findings.loads)
    for (const target of findings.leadsTo) if (copied.delete(target)) pages.push(target)
    for (const { file: target, fragment, fault } of findings.elsewhere) {
      const links = awaited.get(target) ?? new Map<string, { fragment: string; fault: Diagnostic; from: string[] }>()
      const key = JSON.stringify(fault.args)
      const link = links.get(key) ?? { fragment, fault, from: [] }
      link.from.push(file)
      awaited.set(target, links.set(key, link))
    }
  }
  for (const [target, links] of awaited) {
    const text = read(target)
    const places = 'text' in text ? placesOf(text.text) : new Set<string>()
    for (const { fragment, fault, from } of links.values())
      if (!places.has(fragment)) for (const file of new Set(from)) faults.add(file, [fault])
  }
  for (const file of files.filter((file) => file.endsWith('.css'))) {
    const text = read(file)
    if ('text' in text) {
      const found = styleReferences(text.text)
      references += found.length
      faults.add(file, brokenLinks(found, file, `${shown}/${file}`, follow))
    } else faults.add(file, [text.diagnostic])
  }

  const gathered = faults.all()
  const diagnostics =
    pages.length === 0
      ? [problem('nothing-published', { out: shown })]
      : [...gathered.map(({ diagnostic }) => diagnostic), ...heavyPages(heaviest, shown)].sort(compareDiagnostics)
  return { diagnostics, faults: gathered, pages: pages.length, references, files: endings(files), heaviest }
}

/** The heaviest page of each part that exceeds its budget. Code: `page-heavy`. */
function heavyPages(heaviest: ReadonlyMap<Part, Heaviest>, shown: string): Diagnostic[] {
  return [...heaviest]
    .filter(([, { over }]) => over > 0)
    .map(([part, { page, bytes, over }]) => {
      const told = { part, kilobytes: Math.ceil(bytes / 1024), limit: budgets[part], pages: over }
      return problem('page-heavy', told, { file: `${shown}/${page}`, line: null, column: null })
    })
}

/** Every file of a folder by its path in it, in the order of paths; what build-portal keeps there for itself left out. */
function filesOf(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((path) => !path.startsWith('.portal/'))
    .sort(compareTexts)
}

/** Whether a file is the same as one of the portal's own. */
function isCopy(file: string, own: string): boolean {
  const stats = statSync(own, { throwIfNoEntry: false })
  return stats?.isFile() === true && stats.size === statSync(file).size && readFileSync(own).equals(readFileSync(file))
}

function endings(files: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const file of files) {
    const ending = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase()
    if (ending && ending !== 'html') counts.set(ending, (counts.get(ending) ?? 0) + 1)
  }
  return counts
}
