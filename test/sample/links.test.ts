import type { Root } from 'hast'
import { beforeAll, describe, expect, test } from 'vitest'
import { fileOf, filesOf, home, output, pathOf, theSample } from './built-sample.ts'
import { all, attribute, elementsOf, linkedData, parsed, text } from './document.ts'

/** A reference from a page: the element and attribute it stands in, and the address as written. */
interface Reference {
  kind: string
  address: string
}

/** What a browser fetches by itself while it shows a page, by element and attribute. */
const loads = new Set([
  'audio src',
  'embed src',
  'iframe src',
  'image href',
  'img src',
  'img srcset',
  'input src',
  'link-icon href',
  'link-manifest href',
  'link-modulepreload href',
  'link-preconnect href',
  'link-dns-prefetch href',
  'link-prefetch href',
  'link-preload href',
  'link-stylesheet href',
  'object data',
  'script src',
  'source src',
  'source srcset',
  'track src',
  'use href',
  'video poster',
  'video src',
])

/** Addresses in `<meta>` that must be absolute. */
const metaAddresses = ['og:url', 'og:image', 'og:audio', 'og:video', 'twitter:image', 'DC.identifier']

/** Every address on a page, wherever one can stand. */
function referencesOf(document: Root): Reference[] {
  return elementsOf(document).flatMap((element): Reference[] => {
    const { tagName } = element
    const get = (name: string) => attribute(element, name)
    if (tagName === 'meta') {
      const name = get('name') ?? get('property') ?? ''
      const content = get('content') ?? ''
      if (metaAddresses.includes(name)) return [{ kind: `meta ${name}`, address: content }]
      const [, target] = /^\s*\d+\s*;\s*url=(.*)$/i.exec(content) ?? []
      return get('http-equiv') === 'refresh' && target ? [{ kind: 'meta refresh', address: target }] : []
    }
    const name = tagName === 'link' ? `link-${get('rel')}` : tagName
    const single = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'cite', 'xlink:href'].flatMap((key) => {
      const address = get(key)
      return address === null ? [] : [{ kind: `${name} ${key}`, address }]
    })
    const sets = (get('srcset') ?? '')
      .split(',')
      .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '')
      .filter((address) => address !== '')
      .map((address) => ({ kind: `${name} srcset`, address }))
    return [...single, ...sets]
  })
}

/** The addresses that a stylesheet loads. */
function styleReferences(css: string): Reference[] {
  const addresses = [
    ...[...css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)/g)].map(([, , address]) => address ?? ''),
    ...[...css.matchAll(/@import\s+["'](.*?)["']/g)].map(([, address]) => address ?? ''),
  ]
  return addresses.filter((address) => !address.startsWith('data:')).map((address) => ({ kind: 'css url', address }))
}

/** Every string in JSON-LD that is an address of the site. */
function addressesIn(value: unknown, base: string): string[] {
  if (typeof value === 'string') return value.startsWith(base) ? [value] : []
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap((one) => addressesIn(one, base))
}

const sites = [
  { name: 'at the root of its host', base: home, options: [] },
  { name: 'below a path', base: `${home}portal/`, options: ['--base-url', `${home}portal/`] },
]

describe.each(sites)('a site $name', ({ base, options }) => {
  const prefix = new URL(base).pathname
  let site: string
  let files: Set<string>
  let documents: Map<string, Root>

  beforeAll(() => {
    site = theSample(options)
    files = new Set(filesOf(site))
    documents = new Map(
      [...files].filter((file) => file.endsWith('.html')).map((file) => [file, parsed(output(site, file))]),
    )
  })

  /** The address at which an output is read. */
  const addressOf = (file: string) => new URL(`.${pathOf(file)}`, base)

  /** Why an address leads nowhere; null where it leads to an output, or away from the site. */
  function deadEnd(address: string, from: URL): string | null {
    if (!URL.canParse(address, from.href)) return 'is no address'
    const target = new URL(address, from)
    if (target.origin !== from.origin) return null
    if (!target.pathname.startsWith(prefix)) return 'leaves the path of the site'
    const file = fileOf(target.pathname.slice(prefix.length))
    if (!files.has(file)) return `has no output ${file}`
    const fragment = decodeURIComponent(target.hash.slice(1))
    if (fragment === '') return null
    const document = documents.get(file)
    if (!document) return `points into ${file}, which is no page`
    return all(document, '*', { id: fragment }).length === 1 ? null : `has no place #${fragment} in ${file}`
  }

  /** All references of all pages and stylesheets, with the output that they stand in. */
  function references(): (Reference & { file: string })[] {
    const styles = [...files].filter((file) => file.endsWith('.css'))
    return [
      ...[...documents].flatMap(([file, document]) =>
        [
          ...referencesOf(document),
          ...all(document, 'style').flatMap((style) => styleReferences(text(style))),
          ...all(document, '*', { style: true }).flatMap((one) => styleReferences(attribute(one, 'style') ?? '')),
        ].map((reference) => ({ ...reference, file })),
      ),
      ...styles.flatMap((file) => styleReferences(output(site, file)).map((reference) => ({ ...reference, file }))),
    ]
  }

  test('has no reference that leads nowhere', () => {
    const found = references()
    expect(found.length).toBeGreaterThan(5000)
    const dead = found.flatMap(({ file, kind, address }) => {
      const why = deadEnd(address, addressOf(file))
      return why === null ? [] : [`${file}: ${kind}="${address}" ${why}`]
    })
    expect(dead).toEqual([])
  })

  test('loads nothing from another host', () => {
    const foreign = references()
      .filter(({ kind }) => loads.has(kind) || kind === 'css url')
      .filter(({ file, address }) => new URL(address, addressOf(file)).origin !== new URL(base).origin)
      .filter(({ address }) => !address.startsWith('data:'))
    expect(foreign).toEqual([])
  })

  test('refers in no way that these tests do not know', () => {
    const known = new Set([
      ...loads,
      ...metaAddresses.map((name) => `meta ${name}`),
      'a href',
      'form action',
      'link-search href',
      'meta refresh',
      'link-canonical href',
      'link-alternate href',
      'blockquote cite',
      'css url',
    ])
    const strange = references().filter(({ kind }) => !known.has(kind))
    expect(strange).toEqual([])
  })

  test('speaks of itself by whole addresses where machines read', () => {
    const machine = references().filter(({ kind }) => kind === 'link-canonical href' || kind.startsWith('meta og:'))
    expect(machine.filter(({ address }) => !address.startsWith(base))).toEqual([])
  })

  test('has one canonical address on every page, its own, but for redirects and the page of no address', () => {
    const odd = [...documents].flatMap(([file, document]) => {
      const canonical = all(document, 'link', { rel: 'canonical' }).map((link) => attribute(link, 'href') ?? '')
      const moved = all(document, 'meta', { 'http-equiv': 'refresh' }).length > 0
      const expected = file === '404.html' ? [] : moved ? canonical.slice(0, 1) : [addressOf(file).href]
      return JSON.stringify(canonical) === JSON.stringify(expected) && (!moved || canonical.length === 1)
        ? []
        : [`${file}: ${canonical.join(' ')}`]
    })
    expect(odd).toEqual([])
  })

  test('names only outputs in JSON-LD', () => {
    const dead = [...documents].flatMap(([file, document]) =>
      linkedData(document).flatMap((data) =>
        addressesIn(data, new URL(base).origin).flatMap((address) => {
          const why = deadEnd(address, addressOf(file))
          return why === null ? [] : [`${file}: ${address} ${why}`]
        }),
      ),
    )
    expect(dead).toEqual([])
  })

  test('names only outputs in feeds, sitemaps and robots.txt', () => {
    const machine = [...files].filter((file) =>
      /^(.*\/)?(feed|atom|sitemap[^/]*|news-sitemap|robots)\.(xml|json|txt)$/.test(file),
    )
    expect(machine.length).toBeGreaterThan(10)
    const origin = new URL(base).origin
    const dead = machine.flatMap((file) =>
      [...output(site, file).matchAll(/https?:\/\/[^\s"'<>\\\]]+/g)].flatMap(([address]) => {
        const why = address.startsWith(origin) ? deadEnd(address.replaceAll('&amp;', '&'), addressOf(file)) : null
        return why === null ? [] : [`${file}: ${address} ${why}`]
      }),
    )
    expect(dead).toEqual([])
  })

  test('leads a reader from the home page to every page', () => {
    const reached = new Set(['index.html'])
    for (const file of reached) {
      const document = documents.get(file)
      for (const link of document ? all(document, 'a', { href: true }) : []) {
        const target = new URL(attribute(link, 'href') ?? '', addressOf(file))
        if (target.origin !== new URL(base).origin) continue
        const next = fileOf(target.pathname.slice(prefix.length))
        if (documents.has(next)) reached.add(next)
      }
    }
    const lost = [...documents.keys()].filter((file) => !reached.has(file) && !unlisted.includes(file))
    expect(lost).toEqual([])
  })
})

/** Pages that nothing leads to: the page of no address, the tombstone, and the address that the alias keeps. */
const unlisted = [
  '404.html',
  '2023/08/danh-sach-ho-duoc-ho-tro-xi-mang/index.html',
  'tin-cu/2022/05/ngay-hoi-xoai-yen-chau-2022/index.html',
]
