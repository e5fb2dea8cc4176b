import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import RssParser from 'rss-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { parse as parseYaml } from 'yaml'
import { buildPortal, bulletin, page, portal, repository } from '../support/portal.ts'
import { buildSample, fileOf, filesOf, home, output, seedPath, temporaryFolder, theSample } from './built-sample.ts'
import { all, meta, parsed } from './document.ts'
import { type Written, writtenBulletins } from './written.ts'

const withdrawnBefore = 'Đã thu hồi: '

/** What the feeds of the sample hold, newest first: a withdrawn bulletin as its notice, an expired one not at all. */
const expected = writtenBulletins()
  .filter(({ expired }) => !expired)
  .map((one) => (one.withdrawn ? { ...one, title: withdrawnBefore + one.title } : one))
const categories = [...new Set(expected.map(({ category }) => category))].sort()
const titlesAndLinks = (items: readonly Written[]) => items.map(({ title, link }) => ({ title, link }))

/** What an XML reader holds against a text: nothing, if it is well-formed. */
async function malformed(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'feed.xml', contents: xml }, normalization: 'format' })
  return errors.map(({ rawMessage }) => rawMessage)
}

/** What a schema of `schema/` holds against a text. */
async function invalid(xml: string, schema: 'all.xsd' | 'siteindex.xsd'): Promise<string[]> {
  const file = (fileName: string) => ({
    fileName,
    contents: readFileSync(join(import.meta.dirname, 'schema', fileName), 'utf8'),
  })
  const { errors } = await validateXML({
    xml: { fileName: 'sitemap.xml', contents: xml },
    schema: [file(schema)],
    preload: [file('sitemap.xsd'), file('news.xsd')],
  })
  return errors.map(({ rawMessage }) => rawMessage)
}

/** The texts of the elements of a name in well-formed XML without CDATA. */
function textsOf(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text]) => unescaped(text ?? ''))
}

/** A text with the five entities of XML read. */
function unescaped(text: string): string {
  const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => marks[name] ?? '')
}

/** The parts of an XML text that an element of a name encloses. */
function partsOf(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>[\\s\\S]*?</${element}>`, 'g'))].map(([part]) => part)
}

let site: string
beforeAll(() => {
  site = theSample()
})

test('the sample has bulletins enough for these tests', () => {
  expect(expected.length).toBeGreaterThan(30)
  expect(expected.length).toBeLessThanOrEqual(50)
  expect(categories.length).toBeGreaterThan(4)
  expect(expected.map(({ link }) => link)).toContain(new URL(seedPath, home).href)
  expect(expected.filter(({ title }) => title.startsWith(withdrawnBefore))).toHaveLength(1)
})

describe('XML', () => {
  test('is well-formed in every feed and sitemap', async () => {
    const files = filesOf(site).filter((file) => file.endsWith('.xml'))
    expect(files.length).toBeGreaterThan(categories.length + 4)
    const faults = await Promise.all(files.map((file) => malformed(output(site, file))))
    expect(faults.flat()).toEqual([])
  })

  test('is not well-formed where a mark is missing', async () => {
    expect(await malformed('<rss><channel></rss>')).not.toEqual([])
  })
})

describe('RSS', () => {
  test('of the site holds every bulletin, newest first', async () => {
    const feed = await new RssParser().parseString(output(site, 'feed.xml'))
    expect(feed.title).toBe('Trang thông tin điện tử huyện Yên Châu')
    expect(feed.link).toBe(home)
    expect(feed.feedUrl).toBe(`${home}feed.xml`)
    expect(feed.language).toBe('vi')
    expect(feed.items.map(({ title, link }) => ({ title, link }))).toEqual(titlesAndLinks(expected))
    expect(feed.items.map(({ guid }) => guid)).toEqual(expected.map(({ link }) => link))
    expect(feed.items.map(({ pubDate }) => Date.parse(pubDate ?? ''))).toEqual(expected.map(({ instant }) => instant))
  })

  test('of the site tells each bulletin in a sentence and in whole', async () => {
    const feed = await new RssParser({ customFields: { item: ['description', 'content:encoded'] } }).parseString(
      output(site, 'feed.xml'),
    )
    expect(feed.items.filter((item) => !item.description)).toEqual([])
    expect(feed.items.filter((item) => !item['content:encoded'])).toEqual([])
    const withdrawn = feed.items.filter(({ title }) => title?.startsWith(withdrawnBefore))
    expect(withdrawn.length).toBeGreaterThan(0)
    // The notice stands for the text: the same sentence in both places, and no more.
    for (const item of withdrawn) expect(item['content:encoded']).toBe(`<p>${item.description}</p>`)
    const seed = feed.items.find(({ link }) => link === new URL(seedPath, home).href)
    expect(seed?.['content:encoded']).toContain('các sở, ban, nghành, UBND các huyện, thành phố')
    expect(seed?.['content:encoded']).toContain(`<img src="${home}${seedPath.slice(1)}anh.jpg"`)
  })

  test.each(categories)('of the section %s holds its bulletins alone', async (category) => {
    const feed = await new RssParser().parseString(output(site, `chuyen-muc/${category}/feed.xml`))
    const own = expected.filter((item) => item.category === category)
    expect(feed.items.map(({ title, link }) => ({ title, link }))).toEqual(titlesAndLinks(own))
    expect(feed.items.map(({ guid }) => guid)).toEqual(own.map(({ link }) => link))
    expect(feed.items.map(({ pubDate }) => Date.parse(pubDate ?? ''))).toEqual(own.map(({ instant }) => instant))
    expect(feed.link).toBe(`${home}chuyen-muc/${category}/`)
    expect(feed.feedUrl).toBe(`${home}chuyen-muc/${category}/feed.xml`)
  })

  test('has a feed for every section of the settings', () => {
    const { categories: sections } = parseYaml(readFileSync(join(repository, 'portal.yaml'), 'utf8'))
    const feeds = filesOf(site).filter((file) => /^chuyen-muc\/[^/]+\/feed\.xml$/.test(file))
    expect(feeds).toEqual(sections.map(({ id }: { id: string }) => `chuyen-muc/${id}/feed.xml`).sort())
  })

  test('keeps a calendar date on its day', () => {
    const days = partsOf(output(site, 'feed.xml'), 'item').map((item) => textsOf(item, 'pubDate')[0]?.slice(0, 16))
    const wanted = expected.map(({ day }, index) => (day ? rssDay(day) : days[index]))
    expect(days).toEqual(wanted)
  })

  test('names authors by name, where mail addresses have their own element', () => {
    const items = partsOf(output(site, 'feed.xml'), 'item')
    expect(items.map((item) => textsOf(item, 'dc:creator'))).toEqual(expected.map(({ authors }) => authors))
    expect(items.flatMap((item) => textsOf(item, 'author')).filter((author) => !author.includes('@'))).toEqual([])
  })
})

describe('Atom', () => {
  test('holds every bulletin, newest first', async () => {
    const feed = await new RssParser({ customFields: { item: ['published', 'id'] } }).parseString(
      output(site, 'atom.xml'),
    )
    expect(feed.title).toBe('Trang thông tin điện tử huyện Yên Châu')
    expect(feed.link).toBe(home)
    expect(feed.feedUrl).toBe(`${home}atom.xml`)
    expect(feed.items.map(({ title, link }) => ({ title, link }))).toEqual(titlesAndLinks(expected))
    expect(feed.items.map(({ id }) => id)).toEqual(expected.map(({ link }) => link))
    expect(feed.items.map(({ published }) => Date.parse(published))).toEqual(expected.map(({ instant }) => instant))
  })

  test('names who wrote each bulletin', () => {
    const entries = partsOf(output(site, 'atom.xml'), 'entry')
    expect(entries.map((entry) => textsOf(entry, 'name'))).toEqual(expected.map(({ authors }) => authors))
  })

  test('gives every category the term that the format asks for', () => {
    const elements = [...output(site, 'atom.xml').matchAll(/<category\b[^>]*>/g)].map(([element]) => element)
    expect(elements.length).toBeGreaterThan(expected.length)
    expect(elements.filter((element) => !/ term="[^"]+"/.test(element))).toEqual([])
  })

  test('says when a bulletin was changed', () => {
    const entry = partsOf(output(site, 'atom.xml'), 'entry').find((one) => one.includes('so-ket-chuyen-doi-so'))
    expect(textsOf(entry ?? '', 'published').map(Date.parse)).toEqual([Date.parse('2023-08-10T15:00:00+07:00')])
    expect(textsOf(entry ?? '', 'updated').map(Date.parse)).toEqual([Date.parse('2023-09-06T09:30:00+07:00')])
  })

  test('keeps a calendar date on its day', () => {
    const days = partsOf(output(site, 'atom.xml'), 'entry').map((entry) => textsOf(entry, 'published')[0]?.slice(0, 10))
    expect(days).toEqual(expected.map(({ day }, index) => day ?? days[index]))
  })
})

describe('JSON Feed', () => {
  interface JsonItem {
    id: string
    url: string
    title: string
    summary: string
    content_html?: string
    date_published: string
    author?: { name: string }
    authors?: { name: string }[]
  }
  let feed: { version: string; title: string; home_page_url: string; feed_url: string; items: JsonItem[] }
  beforeAll(() => {
    feed = JSON.parse(output(site, 'feed.json'))
  })

  test('holds every bulletin, newest first', () => {
    expect(feed.version).toMatch(/^https:\/\/jsonfeed\.org\/version\/1(\.1)?$/)
    expect(feed.title).toBe('Trang thông tin điện tử huyện Yên Châu')
    expect(feed.home_page_url).toBe(home)
    expect(feed.feed_url).toBe(`${home}feed.json`)
    expect(feed.items.map(({ title, url }) => ({ title, link: url }))).toEqual(titlesAndLinks(expected))
    expect(feed.items.map(({ id }) => id)).toEqual(expected.map(({ link }) => link))
    expect(feed.items.map((item) => Date.parse(item.date_published))).toEqual(expected.map(({ instant }) => instant))
  })

  test('has the text that every item must have', () => {
    expect(feed.items.filter((item) => !item.content_html && !item.summary)).toEqual([])
    expect(feed.items.filter((item) => item.content_html === '')).toEqual([])
  })

  test('names all who wrote a bulletin', () => {
    const names = feed.items.map(({ author, authors }) => (authors ?? (author ? [author] : [])).map(({ name }) => name))
    expect(names).toEqual(expected.map(({ authors }) => authors))
  })

  test('keeps a calendar date on its day', () => {
    const days = feed.items.map((item) => item.date_published.slice(0, 10))
    expect(days).toEqual(expected.map(({ day }, index) => day ?? days[index]))
  })
})

describe('words that look like markup', () => {
  const title = 'Giá < 5 nghìn & > 3 <img src=x onerror=alert(1)> ]]> và ]]>'
  const summary = 'Tóm tắt ]]> <img src=y onerror=alert(2)> ]]> hết'
  const body = 'Chữ ]]> rồi `]]>` rồi `<b>`.\n\n```\n]]> ]]>\n```\n'

  async function feedsOf(): Promise<Record<'rss' | 'atom' | 'json', string>> {
    const front = { title: JSON.stringify(title), summary: JSON.stringify(summary), author: '"A <b> & B"' }
    const root = portal({ 'content/2024/danh-dau.md': bulletin(front, body) })
    const { exit } = await buildPortal(root)
    expect(exit).toBe(0)
    return { rss: page(root, 'feed.xml'), atom: page(root, 'atom.xml'), json: page(root, 'feed.json') }
  }

  /** What a reader takes an element's text for, once the XML is read. */
  function contentOf(part: string, element: string): { type: string; text: string } {
    const [, attributes = '', inner = ''] =
      new RegExp(`<${element}\\b([^>]*)>([\\s\\S]*?)</${element}>`).exec(part) ?? []
    const pieces = inner.split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    const text = pieces.map((piece) => /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(piece)?.[1] ?? unescaped(piece)).join('')
    return { type: / type="(\w+)"/.exec(attributes)?.[1] ?? 'text', text }
  }

  test('leave the XML well-formed, however often a mark of its own is among them', async () => {
    const { rss, atom } = await feedsOf()
    expect(await malformed(rss)).toEqual([])
    expect(await malformed(atom)).toEqual([])
  })

  test('come back as they were written', async () => {
    const { rss, json } = await feedsOf()
    const [item] = (await new RssParser().parseString(rss)).items
    expect(item?.title).toBe(title)
    expect(JSON.parse(json).items[0]).toMatchObject({ title, summary })
  })

  test('are no markup where readers take the text for HTML', async () => {
    const { rss, atom } = await feedsOf()
    const [entry = ''] = partsOf(atom, 'entry')
    const [item = ''] = partsOf(rss, 'item')
    const asHtml = [contentOf(entry, 'title'), contentOf(entry, 'summary')].filter(({ type }) => type !== 'text')
    const texts = [...asHtml, contentOf(item, 'description')].map(({ text }) => text)
    expect(texts.filter((text) => text.includes('<img'))).toEqual([])
  })
})

describe('the sitemap', () => {
  const shardsOf = (folder: string) =>
    textsOf(output(folder, 'sitemap.xml'), 'loc').map((address) => fileOf(new URL(address).pathname))

  test('is a valid index of all its shards', async () => {
    expect(await invalid(output(site, 'sitemap.xml'), 'siteindex.xsd')).toEqual([])
    const shards = filesOf(site).filter((file) => /^sitemap-.*\.xml$/.test(file))
    expect(shardsOf(site).sort()).toEqual(shards)
    expect(shards).toEqual(expect.arrayContaining(['sitemap-2022.xml', 'sitemap-2023.xml', 'sitemap-2024.xml']))
  })

  test('has valid shards', async () => {
    const faults = await Promise.all(shardsOf(site).map((shard) => invalid(output(site, shard), 'all.xsd')))
    expect(faults.flat()).toEqual([])
  })

  test('names every page that may be indexed, once, and no other', () => {
    const named = shardsOf(site).flatMap((shard) => textsOf(output(site, shard), 'loc'))
    const indexable = filesOf(site)
      .filter((file) => file.endsWith('.html') && file !== '404.html')
      .filter((file) => !meta(parsed(output(site, file)), 'robots').some((rule) => rule.includes('noindex')))
      .map((file) => new URL(file.replace(/(^|\/)index\.html$/, '$1'), home).href)
    expect(indexable.length).toBeGreaterThan(100)
    expect(named.sort()).toEqual(indexable.sort())
  })

  test('tells when a bulletin was last changed, on the day that its page names', () => {
    const days = new Map(
      shardsOf(site).flatMap((shard) =>
        partsOf(output(site, shard), 'url').map((url) => [textsOf(url, 'loc')[0], textsOf(url, 'lastmod')[0]] as const),
      ),
    )
    const wrong = expected.flatMap(({ link }) => {
      const [modified = ''] = meta(parsed(output(site, fileOf(new URL(link).pathname))), 'article:modified_time')
      const lastmod = days.get(link) ?? ''
      return modified.slice(0, 10) === lastmod ? [] : [`${link}: ${lastmod}, and the page says ${modified}`]
    })
    expect(wrong).toEqual([])
  })

  test('is named in robots.txt', () => {
    expect(output(site, 'robots.txt')).toMatch(new RegExp(`^Sitemap: ${home}sitemap\\.xml$`, 'm'))
    expect(output(site, 'robots.txt')).not.toMatch(/^Disallow: \/$/m)
  })

  test('is as little to be read as the pages where the site is built for another address', () => {
    const elsewhere = buildSample(['--base-url', 'https://thu.example.gov.vn/'])
    const open = filesOf(elsewhere)
      .filter((file) => file.endsWith('.html'))
      .filter((file) => all(parsed(output(elsewhere, file)), 'meta', { name: 'robots' }).length === 0)
    expect(open).toEqual([])
  })
})

describe('the news sitemap', () => {
  const latest = `${home}2024/12/ket-qua-kinh-te-xa-hoi-nam-2024/`
  const cache = temporaryFolder()
  /** The news sitemap at another time; what no time changes is taken from the first such build. */
  const newsAt = (time: string) =>
    output(buildSample(['--now', time, '--no-search', '--cache-dir', cache]), 'news-sitemap.xml')

  test('is empty and valid where nothing is new', async () => {
    const xml = output(site, 'news-sitemap.xml')
    expect(textsOf(xml, 'loc')).toEqual([])
    expect(await invalid(xml, 'all.xsd')).toEqual([])
  })

  test('holds a bulletin of the day before, and it alone', async () => {
    const xml = newsAt('2024-12-18T16:30:00+07:00')
    expect(await invalid(xml, 'all.xsd')).toEqual([])
    expect(textsOf(xml, 'loc')).toEqual([latest])
    expect(textsOf(xml, 'news:title')).toEqual(['Năm 2024, huyện Yên Châu đạt và vượt 22 trong 24 chỉ tiêu'])
    expect(textsOf(xml, 'news:name')).toEqual(['Trang thông tin điện tử huyện Yên Châu'])
    expect(textsOf(xml, 'news:language')).toEqual(['vi'])
    expect(textsOf(xml, 'news:publication_date').map(Date.parse)).toEqual([Date.parse('2024-12-17T16:30:00+07:00')])
  })

  test('keeps it no longer than two days', () => {
    const xml = newsAt('2024-12-19T16:30:01+07:00')
    expect(textsOf(xml, 'loc')).toEqual([])
  })

  test.each([
    ['a draft', '2024-12-21T00:00:00Z'],
    ['a tombstone', '2023-08-03T12:00:00Z'],
  ])('never holds %s', (_, day) => {
    expect(textsOf(newsAt(day), 'loc')).toEqual([])
  })
})

/** How RSS writes a day: `2023-01-17` → `Tue, 17 Jan 2023`. */
function rssDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toUTCString().slice(0, 16)
}
