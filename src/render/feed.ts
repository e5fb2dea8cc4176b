/** A Feed as RSS 2.0, Atom 1.0 or JSON Feed 1.1. */
import { Feed as FeedWriter } from 'feed'
import type { Feed, FeedItem } from '../plan/feed.ts'
import type { BodyReference } from '../plan/holes.ts'

/** Writes a feed; `html` makes the text of a body. */
export function renderFeed(feed: Feed, format: 'rss' | 'atom' | 'json', html: (body: BodyReference) => string): string {
  const writer = new FeedWriter({
    id: feed.home,
    title: xmlText(feed.title),
    description: xmlText(feed.description),
    language: feed.language,
    link: feed.home,
    updated: new Date(feed.updated),
    generator: false,
    feedLinks: { [format]: feed.self },
    ...(feed.copyright ? { copyright: xmlText(feed.copyright) } : {}),
  })
  // RSS readers take a description for HTML; the other formats have their own place for that.
  const summary = (text: string) => (format === 'rss' ? escapeHtml(text) : text)
  for (const item of feed.items) writer.addItem(written(item, summary(item.summary), html))
  if (format === 'rss') return `${writer.rss2()}\n`
  if (format === 'json') return `${writer.json1()}\n`
  // The writer calls titles and summaries HTML, but they are text (RFC 4287, 3.1.1: text is the default).
  return `${writer.atom1().replace(/<(title|summary) type="html"><!\[CDATA\[/g, '<$1><![CDATA[')}\n`
}

function written(
  item: FeedItem,
  summary: string,
  html: (body: BodyReference) => string,
): Parameters<FeedWriter['addItem']>[0] {
  return {
    id: item.url,
    guid: item.url,
    title: xmlText(item.title),
    link: item.url,
    description: xmlText(summary),
    ...(item.body ? { content: xmlText(html(item.body)) } : {}),
    date: new Date(item.updated),
    published: new Date(item.published),
    author: item.authors.map(({ name, url }) => ({ name: xmlText(name), link: url })),
    category: item.categories.map((name) => ({ name: xmlText(name) })),
  }
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Text without the characters that XML 1.0 cannot hold; the writer would let them through. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}
