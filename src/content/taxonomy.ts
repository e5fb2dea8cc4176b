/** Authors and tags: which spellings are one, and which address each has. */
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { sameSpelling, slugOfName } from '../source/fold.ts'
import type { Config } from '../source/settings.ts'
import { type Bulletin, placeIn } from './bulletin.ts'

/** An author as a page names them: the pen name where there is one. `slug` is their page's. */
export interface Author {
  name: string
  role: string | null
  slug: string
}

/** `title` is the spelling under which the tag's page stands. */
export interface Tag {
  title: string
  slug: string
}

/**
 * Settles who the authors are, by name and by the settings' list; `bulletins` in the order of their paths. Codes: `author-collision` (two names, one address),
 * `slug-empty`.
 */
export function authorsOf(
  bulletins: readonly Bulletin[],
  config: Pick<Config, 'authors' | 'placeOf'>,
  diagnostics: Diagnostic[],
): (bulletin: Bulletin) => Author[] {
  const listed = new Map(config.authors.map((author) => [sameSpelling(author.name), author]))
  const owners = new Map<string, { name: string; place: Place }>()
  for (const [index, author] of config.authors.entries())
    owners.set(author.slug ?? slugOfName(author.name), { name: author.name, place: config.placeOf(['authors', index]) })

  const authorOf = (written: Bulletin['facts']['author'][number]): Author => {
    const name = written.penName ?? written.name
    const known = listed.get(sameSpelling(name))
    return {
      name: known?.name ?? name,
      role: written.role ?? known?.role ?? null,
      slug: known?.slug ?? slugOfName(known?.name ?? name),
    }
  }
  for (const bulletin of bulletins)
    for (const [index, written] of bulletin.facts.author.entries()) {
      const { name, slug } = authorOf(written)
      const place = placeIn(bulletin, ['author', index])
      if (slug === '') diagnostics.push(problem('slug-empty', { value: name, of: 'author' }, place))
      const owner = owners.get(slug)
      if (owner === undefined) owners.set(slug, { name, place })
      else if (sameSpelling(owner.name) !== sameSpelling(name))
        diagnostics.push(
          problem('author-collision', { name, other: owner.name, slug }, place, { related: [owner.place] }),
        )
    }
  return (bulletin) => {
    const authors = bulletin.facts.author.map(authorOf)
    // One without an address has its diagnostic.
    return authors.filter(
      (author, index) => author.slug !== '' && authors.findIndex((other) => other.slug === author.slug) === index,
    )
  }
}

/** Settles the tags of bulletins, in the order of their paths: one for each address, under its commonest spelling. Codes: `tag-merged`, `slug-empty`. */
export function tagsOf(bulletins: readonly Bulletin[], diagnostics: Diagnostic[]): (bulletin: Bulletin) => Tag[] {
  const spellings = new Map<string, Map<string, number>>()
  const firstPlaces = new Map<string, Place>()
  for (const bulletin of bulletins)
    for (const [index, tag] of bulletin.facts.tags.entries()) {
      const slug = slugOfName(tag)
      if (slug === '')
        diagnostics.push(problem('slug-empty', { value: tag, of: 'tag' }, placeIn(bulletin, ['tags', index])))
      const counts = spellings.get(slug) ?? new Map<string, number>()
      counts.set(tag, (counts.get(tag) ?? 0) + 1)
      if (!firstPlaces.has(tag)) firstPlaces.set(tag, placeIn(bulletin, ['tags', index]))
      spellings.set(slug, counts)
    }
  const titles = new Map(
    [...spellings].map(([slug, counts]) => {
      const [title = ''] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([tag]) => tag)
      return [slug, title] as const
    }),
  )
  const told = new Set<string>()
  for (const bulletin of bulletins)
    for (const [index, tag] of bulletin.facts.tags.entries()) {
      const slug = slugOfName(tag)
      const shown = titles.get(slug) ?? tag
      const spelling = sameSpelling(tag)
      if (slug === '' || spelling === sameSpelling(shown) || told.has(spelling)) continue
      told.add(spelling)
      diagnostics.push(
        problem('tag-merged', { tag, shown, slug }, placeIn(bulletin, ['tags', index]), {
          related: [firstPlaces.get(shown)].filter((place) => place !== undefined),
        }),
      )
    }
  return (bulletin) => {
    const slugs = [...new Set(bulletin.facts.tags.map(slugOfName))].filter((slug) => slug !== '')
    return slugs.map((slug) => ({ title: titles.get(slug) ?? slug, slug }))
  }
}
