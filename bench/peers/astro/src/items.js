/** The bulletins as the pages see them, newest first, read once for all pages. */
import { getCollection } from 'astro:content'
import { excerpt, inOrder } from '../shared/portal.mjs'

/** The first paragraph without its tags. @param {string} html */
const beginning = (html) => html.split('</p>', 1)[0].replace(/<[^>]*>/g, '')

async function read() {
  const entries = await getCollection('bulletins')
  return inOrder(
    entries.map((entry) => {
      const { title, date, author, category, keywords } = entry.data
      return {
        title,
        url: `/${entry.id}/`,
        date,
        author,
        category,
        tags: keywords,
        description: excerpt(beginning(entry.rendered.html)),
        entry,
      }
    }),
  )
}

let known

/** In development the bulletins change under way. */
export function items() {
  if (import.meta.env.DEV) return read()
  known ??= read()
  return known
}

/** What pages with these bulletins are made of. */
export const digestOf = (some) => some.map(({ entry }) => entry.digest).join(' ')
