/** A Feed as RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1. */
import { Feed as FeedWriter } from 'feed'
import type { Feed, FeedItem } from '../plan/feed.ts'
import type { BodyReference } from '../plan/holes.ts'

type Html = (body: BodyReference) => string

/** Writes a feed; `html` makes the text of a body. */
export function renderFeed(feed: Feed, format: 'rss' | 'atom' | 'json', html: Html): string {
  if (format === 'json') return jsonFeed(feed, html)
  const writer = new FeedWriter({
    id: feed.home,
    title: plain(feed.title),
    description: plain(feed.description),
    language: feed.language,
    link: feed.home,
    updated: new LocalDate(feed.updated),
    generator: false,
    feedLinks: { [format]: feed.self },
    ...(feed.copyright ? { copyright: plain(feed.copyright) } : {}),
  })
  for (const item of feed.items) writer.addItem(format === 'rss' ? rssItem(item, html) : atomItem(item, html))
  if (format === 'atom') {
    // The writer calls titles and summaries HTML, but they are text (RFC 4287, 3.1.1: text is the default).
    return whole(writer.atom1().replace(/<(title|summary) type="html"><!\[CDATA\[/g, '<$1><![CDATA['))
  }
  const rss = writer.rss2()
  return whole(feed.items.length > 0 ? rss : rss.replace(/ *<lastBuildDate>.*<\/lastBuildDate>\n/, ''))
}

/** The text with the lead picture above it; the notice of a withdrawn bulletin in its place. */
function contentOf({ body, lead, summary }: FeedItem, html: Html): string {
  if (body === null) return `<p>${escapeHtml(summary)}</p>`
  const size = lead?.size ? ` width="${lead.size.width}" height="${lead.size.height}"` : ''
  const picture = lead ? `<p><img src="${quoted(lead.url)}" alt="${quoted(lead.alt)}"${size}></p>\n` : ''
  return picture + html(body)
}

type WriterItem = Parameters<FeedWriter['addItem']>[0]

function atomItem(item: FeedItem, html: Html): WriterItem {
  return {
    id: item.url,
    title: section(item.title),
    link: item.url,
    description: section(item.summary),
    content: section(contentOf(item, html)),
    date: new LocalDate(item.updated),
    published: new LocalDate(item.published),
    author: item.authors.map(({ name, url }) => ({ name: plain(name), link: url })),
    category: item.categories.map((name) => ({ name: attribute(name), term: attribute(name) })),
  }
}

/** RSS has no place for authors without a mail address but Dublin Core's; its readers take a description for HTML. */
function rssItem(item: FeedItem, html: Html): WriterItem {
  const { author, description, ...rest } = atomItem(item, html)
  return {
    ...rest,
    guid: item.url,
    description: escapeHtml(description ?? ''),
    date: new LocalDate(item.published),
    category: item.categories.map((name) => ({ name: plain(name) })),
    extensions: [{ name: 'dc:creator', objects: (author ?? []).map(({ name }) => ({ _text: name })) as never }],
  }
}

/** https://www.jsonfeed.org/version/1.1/ */
function jsonFeed(feed: Feed, html: Html): string {
  const object = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    description: feed.description,
    language: feed.language,
    items: feed.items.map((item) => ({
      id: item.url,
      url: item.url,
      title: item.title,
      summary: item.summary,
      ...(item.body ? { content_html: contentOf(item, html) } : { content_text: item.summary }),
      ...(item.image ? { image: item.image } : {}),
      date_published: item.published,
      date_modified: item.updated,
      authors: item.authors,
      tags: item.categories,
    })),
  }
  return `${JSON.stringify(object, null, 2)}\n`
}

/** A date that the writer prints with the site's offset, so that a calendar date stays the day that it is. */
class LocalDate extends Date {
  private readonly text: string

  /** `text` is a date-time with offset: `2023-01-17T00:00:00+07:00`. */
  constructor(text: string) {
    super(text)
    this.text = text
  }

  override toISOString(): string {
    return this.text
  }

  /** RFC 822, as RSS asks for: `Tue, 17 Jan 2023 00:00:00 +0700`. */
  override toUTCString(): string {
    const [date = '', time = '', offset = ''] = this.text.split(/T|(?=[+-]\d{2}:\d{2}$)/)
    const [year = '', month = '', day = ''] = date.split('-')
    const weekday = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')[new Date(`${date}T00:00:00Z`).getUTCDay()]
    const name = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[Number(month) - 1]
    return `${weekday}, ${day} ${name} ${year} ${time} ${offset.replace(':', '') || '+0000'}`
  }
}

/** No XML can hold these characters, so that no text can: they keep a place until the writer is done. */
const splitMark = '\uFFFE'
const lessMark = '\uFFFF'

/** Text without the characters that XML 1.0 cannot hold; the writer escapes the rest, but for the two cases below. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}

/** For what the writer puts between tags, where it takes a written `&amp;` for one that is escaped already. */
function plain(text: string): string {
  return xmlText(text).replaceAll('&amp;', '&amp;amp;')
}

/** For what the writer puts into a CDATA section, which it ends at the second `]]>` of a text. */
function section(text: string): string {
  return xmlText(text).replaceAll(']]>', `]]${splitMark}>`)
}

/** For what the writer puts into an attribute, where it leaves `<` as it is. */
function attribute(text: string): string {
  return xmlText(text).replaceAll('<', lessMark)
}

function whole(xml: string): string {
  return `${xml.replaceAll(splitMark, ']]><![CDATA[').replaceAll(lessMark, '&lt;')}\n`
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

function quoted(text: string): string {
  return escapeHtml(text).replace(/"/g, '&quot;')
}
