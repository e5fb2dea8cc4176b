/** The bulletins as the pages see them, newest first, read once for all pages. */
import { getCollection } from 'astro:content'
import { excerpt, inOrder } from '../shared/portal.mjs'

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
        description: excerpt(entry.body),
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
