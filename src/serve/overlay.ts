/** What keeps a site from being built, as HTML for the page that is open: every problem with its excerpt, all escaped. */
import { type Diagnostic, type Language, wording } from '../diagnostics/diagnostic.ts'

/** `title` stands above the problems, `fix` before what to do. */
export interface OverlayWords {
  language: Language
  title: (count: number) => string
  fix: string
}

/** Makes the overlay. `excerpt` gives the lines around a place, or null. */
export function overlay(
  diagnostics: readonly Diagnostic[],
  words: OverlayWords,
  excerpt: (place: NonNullable<Diagnostic['place']>) => string | null,
): string {
  const serious = [...diagnostics].sort((a, b) => rank(a) - rank(b))
  const count = diagnostics.filter(({ severity }) => severity === 'error').length || diagnostics.length
  const items = serious.map((diagnostic) => {
    const { place, severity, code } = diagnostic
    const { message, hint } = wording(diagnostic, words.language)
    const lines = place === null ? null : excerpt(place)
    const where = place === null ? '' : [place.file, place.line, place.column].filter((part) => part !== null).join(':')
    return [
      `<li class="${severity}">`,
      where === '' ? '' : `<p class="where">${escapeHtml(where)}</p>`,
      `<p class="message">${escapeHtml(message)} <code>${escapeHtml(code)}</code></p>`,
      lines === null ? '' : `<pre tabindex="0">${escapeHtml(lines)}</pre>`,
      `<p class="hint"><b>${escapeHtml(words.fix)}:</b> ${escapeHtml(hint)}</p>`,
      '</li>',
    ].join('')
  })
  return `<h2>${escapeHtml(words.title(count))}</h2><ol>${items.join('')}</ol>`
}

function rank({ severity }: Diagnostic): number {
  return ['error', 'warning', 'info'].indexOf(severity)
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
