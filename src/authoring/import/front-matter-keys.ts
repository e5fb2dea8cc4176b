/** Front matter of other generators in the words of this one: one table of keys, and what becomes of their values. */
import { toString as textIn } from 'hast-util-to-string'
import { holdingKeyFor } from '../../content/holding-keys.ts'
import { sameSpelling } from '../../source/fold.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { categoryId } from '../draft.ts'
import { readHtml } from './blocks.ts'
import type { Note } from './findings.ts'
import { dateIn } from './page-dates.ts'
import { type Around, isAllowed, takenImage } from './settle.ts'

/** Our key, and the keys it is known by, the best first, in lower case (Hugo, Jekyll, Eleventy, Hexo, Isomer, Decap). */
const table: readonly [key: string, names: readonly string[]][] = [
  ['title', ['title']],
  ['date', ['date', 'pubdate', 'publishdate', 'published_at', 'created']],
  ['updated', ['updated', 'lastmod', 'last_modified_at', 'modified']],
  ['author', ['author', 'authors']],
  ['summary', ['summary', 'description', 'excerpt', 'deck']],
  ['category', ['category', 'categories', 'section']],
  ['tags', ['tags', 'topics', 'keywords']],
  ['slug', ['slug', 'permalink', 'url']],
  ['aliases', ['aliases', 'alias', 'redirect_from']],
  ['expiresAt', ['expiresat', 'expirydate', 'expires', 'unpublishdate']],
  ['draft', ['draft']],
  ['image', ['image', 'featured_image', 'cover', 'thumbnail']],
  ['lang', ['lang', 'language', 'locale']],
  ['noindex', ['noindex']],
  ['translationKey', ['translationkey']],
]

/** Reads front matter of whatever generator. `values` has our keys; what has none is told. */
export function translatedKeys(
  given: Record<string, unknown>,
  config: SiteConfig,
  around: Around,
  notes: Note[],
): Record<string, unknown> {
  // Zola and Hugo have some keys in maps of their own.
  const inside = ['taxonomies', 'extra', 'params'].map((key) => given[key]).filter(isMap)
  const all = Object.entries(Object.assign({}, ...inside, given) as Record<string, unknown>)
  const own = all.filter(([, value]) => !inside.some((map) => map === value))
  const byName = new Map(own.map(([key, value]) => [key.toLowerCase(), { key, value }]))
  const values: Record<string, unknown> = {}
  for (const [ours, names] of table) {
    for (const name of names) {
      const found = byName.get(name)
      if (found === undefined || isEmpty(found.value)) {
        byName.delete(name)
        continue
      }
      if (values[ours] !== undefined) continue
      const value = readers[ours]?.(found.value, config, around) ?? (ours in readers ? undefined : found.value)
      if (value === undefined) continue
      values[ours] = value
      byName.delete(name)
      if (found.key !== ours) notes.push({ fate: 'changed', name: 'key', value: `${found.key} → ${ours}` })
    }
  }
  const from = sourceOf(byName.get('source')?.value, byName.get('source_url')?.value)
  if (from !== undefined) {
    values.source = from
    for (const name of ['source', 'source_url']) byName.delete(name)
  }
  for (const [name, { key, value }] of byName) {
    const ours = heldAs(key, value, values, config)
    if (ours === null) continue
    notes.push({ fate: 'changed', name: 'key', value: `${key}: ${JSON.stringify(value).slice(0, 100)} → ${ours}` })
    byName.delete(name)
  }
  byName.delete('published')
  for (const { key, value } of byName.values())
    notes.push({ fate: 'dropped', name: 'key', value: `${key}: ${JSON.stringify(value).slice(0, 100)}` })
  for (const key of ['title', 'date', 'author', 'category'] as const)
    if (values[key] !== undefined)
      notes.push({ fate: 'kept', name: key, value: [values[key]].flat().map(String).join(', ') })
  return values
}

/** Keeps a text back that another key held back there: until that day, where it names one that can be read, else as a draft. */
function heldAs(
  key: string,
  value: unknown,
  values: Record<string, unknown>,
  { timezone }: Pick<SiteConfig, 'timezone'>,
): string | null {
  const meant = holdingKeyFor(key, value, values.date)
  if (meant === null) return null
  const day = meant === 'publishAt' || meant === 'expiresAt' ? dateIn(String(value), timezone) : null
  const ours = day === null ? 'draft' : meant
  values[ours] ??= day ?? true
  return ours
}

/** What a value must be brought to; undefined where nothing of it can be used. */
const readers: Record<string, (value: unknown, config: SiteConfig, around: Around) => unknown> = {
  title: line,
  date: (value, { timezone }) => dateIn(String(value), timezone) ?? undefined,
  updated: (value, { timezone }) => dateIn(String(value), timezone) ?? undefined,
  expiresAt: (value, { timezone }) => dateIn(String(value), timezone) ?? undefined,
  author: (value) => oneOrMore(names(value)),
  summary: line,
  category: (value, { categories }) =>
    names(value)
      .map((one) => categoryId(one, categories))
      .find((id) => categories.some((category) => category.id === id)),
  tags: (value) => {
    const all = typeof value === 'string' && value.includes(',') ? value.split(',') : names(value)
    const once = new Map(all.map((one) => [sameSpelling(one), one.trim()]))
    return oneOrMore([...once.values()].filter((one) => one !== ''))
  },
  slug: (value) => (/[:{}]/.test(String(value)) ? undefined : line(value)),
  aliases: (value) => {
    const paths = names(value).filter((one) => /^\/[^\s?#]+$/.test(one))
    return paths.length > 0 ? paths : undefined
  },
  draft: (value) => (/^true$/i.test(String(value)) ? true : undefined),
  noindex: (value) => (/^true$/i.test(String(value)) ? true : undefined),
  image: (value, _, around) => {
    const { src, url, alt, caption } = (typeof value === 'string' ? { src: value } : value) as Record<string, unknown>
    const from = src ?? url
    const taken =
      typeof from !== 'string' ? null : (takenImage(from, around) ?? (isAllowed(from, around) ? from : null))
    return taken === null ? undefined : { src: taken, alt: line(alt), caption: line(caption) }
  },
}

/** A text, of what is one, without elements and marks of emphasis; the names of characters that HTML has are read. */
function line(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  const plain = /&(?:#\w+|[a-z]+);|<\/?[a-z][^<>]*>/i.test(text) ? textIn(readHtml(text)) : text
  return plain
    .replace(/(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])/g, '$1')
}

/** Where a text was taken from: a name, an address, or both. */
function sourceOf(source: unknown, url: unknown): { name: string; url?: string } | undefined {
  const address = [url, source].find((one) => typeof one === 'string' && /^https?:\/\//.test(one) && URL.canParse(one))
  const said = typeof source === 'string' && source !== address ? source : undefined
  if (typeof address !== 'string') return said === undefined ? undefined : { name: said }
  return { name: said ?? new URL(address).hostname, url: address }
}

/** Names in a list or alone, as texts or as maps with a name. */
function names(value: unknown): string[] {
  return [value].flat().flatMap((one: unknown) => {
    const named = one !== null && typeof one === 'object' ? (one as { name?: unknown }).name : one
    return line(named) ?? []
  })
}

function oneOrMore(all: string[]): string | string[] | undefined {
  return all.length > 1 ? all : all[0]
}

function isMap(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
