/** The accessibility report: Markdown that an officer can start a statement from. It claims nothing by itself. */
import type { Code } from '../diagnostics/catalogue.ts'
import { type Language, wording } from '../diagnostics/diagnostic.ts'
import { displayDate, displayNumber, displaySize } from '../source/language/dates.ts'
import type { Gathered } from './gathering.ts'
import type { Inspection } from './inspect-site.ts'
import { reportWords } from './report-words.ts'
import { budgets } from './weight.ts'

/** Whose site it is and when it was looked at; `date` is a calendar date in the site's zone (`2026-01-01`). */
export interface ReportFacts {
  site: string
  url: string
  agency: { name: string; phone?: string | undefined; email?: string | undefined } | null
  date: string
  version: string
}

/** Which codes tell of which check; `page-heavy` is no matter of accessibility and stands apart. */
const codesOf: Record<keyof ReturnType<typeof reportWords>['checks'], readonly Code[]> = {
  alt: ['page-alt-missing'],
  headings: ['page-main-heading', 'page-heading-skipped'],
  language: ['page-language-missing'],
  title: ['page-title-missing'],
  markup: ['page-markup', 'page-id-doubled'],
  links: ['page-link-broken', 'page-fragment-missing'],
}

/** Files that readers open outside the browser's page, by the ending of their names. */
const documents = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'mp3', 'mp4', 'webm', 'ogg']

/** Writes the report in a language. */
export function accessibilityReport(inspection: Inspection, facts: ReportFacts, language: Language): string {
  const words = reportWords(language)
  const number = (n: number) => displayNumber(n, language)
  const address = (page: string) => {
    const path = encodeURI(page.replace(/(^|\/)index\.html$/, '$1'))
    return new URL(path, facts.url).href
  }
  const rows = Object.entries(words.checks).map(([check, { what, criteria }]) => {
    const faults = inspection.faults.filter(({ diagnostic }) =>
      codesOf[check as keyof typeof codesOf].includes(diagnostic.code),
    )
    const pages = faults.reduce((most, fault) => Math.max(most, fault.pages), 0)
    return [what, criteria, faults.length === 0 ? words.nothingFound : words.found(faults.length, pages)]
  })
  const attachments = [...inspection.files]
    .filter(([ending]) => documents.includes(ending))
    .map(([ending, count]) => `${number(count)} ${ending.toUpperCase()}`)
  const weights = [...inspection.heaviest].map(([part, { page, bytes }]) => [
    words.parts[part],
    bytes === 0 ? '–' : `<${address(page)}>`,
    bytes === 0 ? '0 KB' : displaySize(bytes, language),
    displaySize(budgets[part] * 1024, language),
  ])
  const agency = facts.agency?.name ?? words.blank
  const contact =
    [facts.agency?.phone, facts.agency?.email].filter((way) => way !== undefined).join(', ') || words.blank

  return `${[
    `# ${plain(words.title(facts.site))}`,
    list([
      `${words.facts.site}: ${plain(facts.site)}`,
      `${words.facts.url}: <${facts.url}>`,
      `${words.facts.agency}: ${plain(agency)}`,
      `${words.facts.date}: ${displayDate(facts.date, 'short', language)}`,
      `${words.facts.pages}: ${number(inspection.pages)}`,
      `${words.facts.by}: build-portal ${facts.version}`,
    ]),
    words.notice,
    `## ${words.checked}`,
    table(words.checkedHead, rows),
    `## ${words.problems}`,
    ...(inspection.faults.length === 0
      ? [words.noProblems]
      : inspection.faults.map((fault) => problemText(fault, address, language))),
    `## ${words.byHand}`,
    words.byHandIntro,
    list(words.hand.map((line) => `[ ] ${line}`)),
    ...(attachments.length === 0 ? [] : [words.attachments(attachments.join(', '))]),
    `## ${words.weight}`,
    words.weightIntro,
    table(words.weightHead, weights),
    `## ${words.statement}`,
    words.statementIntro,
    list(words.lines(plain(agency), plain(facts.site), contact)),
  ].join('\n\n')}\n`
}

function problemText(
  { diagnostic, pages, first }: Gathered,
  address: (page: string) => string,
  language: Language,
): string {
  const words = reportWords(language)
  const { message, hint } = wording({ ...diagnostic, args: { ...diagnostic.args, pages: 1 } }, language)
  const more = pages > first.length ? [words.morePages(pages - first.length)] : []
  return [
    `### ${plain(message)}`,
    plain(hint),
    words.onPages(pages),
    list([...first.map((page) => `<${address(page)}>`), ...more]),
  ].join('\n\n')
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A text of the site as Markdown shows it letter by letter. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&')
}
