/** What keeps a site from being built, as HTML: over the page that is open, and as the page where there is none. All of it escaped. */
import { type Diagnostic, type Language, wording } from '../diagnostics/diagnostic.ts'

/**
 * `title` stands above the problems, `fix` before what to do, `fold` and `unfold` on the button that folds them; `edit` leads to
 * a file in the editor, `editor` to the editor; `nothing` is the title where there is no page yet.
 */
export interface OverlayWords {
  language: Language
  title: (count: number) => string
  nothing: (count: number) => string
  fix: string
  fold: string
  unfold: string
  edit: string
  editor: string
}

/** How the problems are made: `excerpt` gives the lines around a place, `edit` the address of a file in the editor; both null where there is none. */
export interface Showing {
  words: OverlayWords
  excerpt: (place: NonNullable<Diagnostic['place']>) => string | null
  edit: (file: string) => string | null
}

/** The style of both, for a strict policy kept apart from the HTML. */
export const problemsStyle = `
  section { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; border-top: .5rem solid #a3150c }
  section, main { box-sizing: border-box; padding: 1rem; background: #fdf7f6; color: #1d1b1a; font: 16px/1.5 system-ui, sans-serif }
  main { min-height: 100vh } body { margin: 0 }
  h1, h2, ol, .editor { margin: 0 auto 1rem; max-width: 60rem; padding: 0 } h1, h2 { font-size: 1.25rem; color: #a3150c }
  button { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; width: 100%; min-height: 2.75rem; padding: .5rem 0;
    border: 0; background: none; color: inherit; font: inherit; font-weight: 700; text-align: start; cursor: pointer }
  button span { font-weight: 400; text-decoration: underline } [aria-expanded=true] .unfold, [aria-expanded=false] .fold { display: none }
  .folded { inset: auto auto .5rem .5rem; max-width: calc(100vw - 1rem); padding: 0 1rem; border: 1px solid #a3150c; border-radius: .5rem }
  .folded ol { display: none } .folded h2 { margin: 0; font-size: 1rem }
  :focus-visible { outline: 3px solid #1f5fa8; outline-offset: 2px }
  ol { list-style: none }
  li { margin: 0 0 1rem; padding: .75rem 1rem; background: #fff; border-inline-start: .25rem solid #a3150c }
  li.warning { border-color: #8a5a00 } li.info { border-color: #1f5fa8 }
  p { margin: .25rem 0; overflow-wrap: anywhere } .where { font-weight: 600 } .hint { color: #14532d } a { color: #1f5fa8 }
  code, pre { font: .875rem/1.5 ui-monospace, monospace } code { color: #57534e }
  pre { overflow: auto; padding: .5rem; background: #f5f1ef; white-space: pre }
  @media (prefers-color-scheme: dark) {
    section, main { background: #1d1716; color: #f5efed } li { background: #2a2220 } pre { background: #1d1716 }
    h1, h2 { color: #ff9a8f } .hint { color: #9ae6b4 } code { color: #cdc3bf } a { color: #9ec9ff } }
  @media print { section { display: none } }`

/** What lies over a page: a button with the number of problems, and below it every problem. */
export function overlay(diagnostics: readonly Diagnostic[], showing: Showing, hasSite: boolean): string {
  const { language, title, nothing, fold, unfold } = showing.words
  const words = escapeHtml((hasSite ? title : nothing)(errorsOf(diagnostics)))
  return [
    `<section lang="${language}" aria-label="${words}"><h2>`,
    `<button type="button" aria-expanded="true" aria-controls="problems">${words} `,
    `<span aria-hidden="true"><span class="fold">${escapeHtml(fold)}</span><span class="unfold">${escapeHtml(unfold)}</span></span>`,
    `</button></h2>${list(diagnostics, showing)}</section>`,
  ].join('')
}

/** The page where nothing was built yet; `editor` is the address of the editor, null where there is none. */
export function problemsPage(diagnostics: readonly Diagnostic[], showing: Showing, editor: string | null): string {
  const { words } = showing
  const title = escapeHtml(words.nothing(errorsOf(diagnostics)))
  const link =
    editor === null ? '' : `<p class="editor"><a href="${escapeHtml(editor)}">${escapeHtml(words.editor)}</a></p>`
  return `<!doctype html>
<html lang="${words.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${problemsStyle}</style>
<body><main><h1>${title}</h1>${link}${list(diagnostics, showing)}</main></body>
</html>
`
}

function list(diagnostics: readonly Diagnostic[], { words, excerpt, edit }: Showing): string {
  const items = [...diagnostics]
    .sort((a, b) => rank(a) - rank(b))
    .map((diagnostic) => {
      const { place, severity, code } = diagnostic
      const { message, hint } = wording(diagnostic, words.language)
      const lines = place === null ? null : excerpt(place)
      const where =
        place === null ? '' : [place.file, place.line, place.column].filter((part) => part !== null).join(':')
      const address = place === null ? null : edit(place.file)
      const link = address === null ? '' : ` <a href="${escapeHtml(address)}">${escapeHtml(words.edit)}</a>`
      return [
        `<li class="${severity}">`,
        where === '' ? '' : `<p class="where">${escapeHtml(where)}${link}</p>`,
        `<p class="message">${escapeHtml(message)} <code>${escapeHtml(code)}</code></p>`,
        lines === null ? '' : `<pre tabindex="0">${escapeHtml(lines)}</pre>`,
        `<p class="hint"><b>${escapeHtml(words.fix)}:</b> ${escapeHtml(hint)}</p>`,
        '</li>',
      ].join('')
    })
  return `<ol id="problems">${items.join('')}</ol>`
}

function errorsOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length || diagnostics.length
}

function rank({ severity }: Diagnostic): number {
  return ['error', 'warning', 'info'].indexOf(severity)
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
