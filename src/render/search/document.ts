/** A bulletin as the HTML that Pagefind reads: its words, what results show of it, and what they can be filtered by. */
import { type Fragment, fillFragment } from '../../content/markdown/fragment.ts'
import type { SearchDocument } from '../../plan/search.ts'

/**
 * The whole document. Title, summary and decisions are words as those of the text; the title comes first, so that the
 * browser knows which matches are its. Filters are what results are shown with, too: words of theirs are not searched.
 */
export function searchHtml(document: SearchDocument, fragment: Fragment): string {
  const { title, summary, section, date, withdrawn, expired, decisions, offices, authors, tags, body } = document
  const filters = [
    ...(section ? [['section', section]] : []),
    ...(date
      ? [
          ['year', date.slice(0, 4)],
          ['date', date],
        ]
      : []),
    ...offices.map((office) => ['office', office]),
    ...(withdrawn ? [['state', 'withdrawn']] : []),
    ...(expired ? [['state', 'expired']] : []),
  ]
  const text = fillFragment(fragment, body.values).replace(picture, '')
  const numbers = decisions.map(({ number }) => escapeHtml(number)).join(' ')
  const html = [
    '<!DOCTYPE html><html><body>',
    ...filters.map(([name, value]) => `<i data-pagefind-ignore="index" data-pagefind-filter="${name}">${value}</i>`),
    `<h1 data-pagefind-meta="title">${escapeHtml(title)}</h1>`,
    ...(summary ? [`<p>${escapeHtml(summary)}</p>`] : []),
    text,
    field('decision', numbers),
    ...decisions.flatMap(({ title: abstract }) => (abstract ? [`<p>${escapeHtml(abstract)}</p>`] : [])),
    field('author', escapeHtml(authors.join(', '))),
    field('tags', escapeHtml(tags.join(', '))),
    '</body></html>',
  ]
  return withBars(html.join('\n'))
}

/** A field of its own weight; an empty one is said by the colon, so that all indexes have the same fields. */
function field(name: string, html: string): string {
  return `<p data-pagefind-meta="${name}${html === '' ? ':' : ''}">${html}</p>`
}

/** Pagefind would keep the address of a document's first picture. */
const picture = /<img(?:[^>"']|"[^"]*"|'[^']*')*>/g

/**
 * Pagefind takes marks off letters and ranks those first that have the very marks of the query; đ is a letter of its own
 * to it. So đ is written as d with a line below, which Vietnamese has not; `static/search.js` does and undoes the same.
 */
function withBars(text: string): string {
  return text.replace(/đ/g, 'ḏ').replace(/Đ/g, 'Ḏ')
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
