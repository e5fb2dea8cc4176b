/** The entries of the full-text search: its indexes, and its description for browsers. */
import type { SiteContext } from '../context.ts'
import { type Entry, sourcesOf } from '../entry.ts'
import { searchShards } from '../search.ts'

/** One bundle for each index. Nothing where search is off, or where there is nothing to be found. */
export function searchEntries(context: SiteContext): Entry[] {
  const shards = searchShards(context).map(
    ({ shard, pages }): Entry => ({
      path: `${context.address.searchIndexes.slice(1)}${shard.name}`,
      sources: sourcesOf(pages),
      bodies: sourcesOf(pages),
      making: { kind: 'search', shard },
    }),
  )
  if (shards.length === 0) return []
  return [
    ...shards,
    { path: context.address.openSearch.slice(1), sources: [], making: { kind: 'text', text: description(context) } },
  ]
}

/** OpenSearch 1.1 (github.com/dewitt/opensearch). */
function description({ config, absolute, address, label }: SiteContext): string {
  // The protocol allows 16 characters in the short name.
  const name = [...config.title].slice(0, 16).join('').trim()
  return `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escapeXml(name)}</ShortName>
<Description>${escapeXml(label('siteOf', label('search'), config.title))}</Description>
<Language>${config.language}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" method="get" template="${escapeXml(absolute(address.search))}?q={searchTerms}"/>
</OpenSearchDescription>
`
}

function escapeXml(text: string): string {
  return text
    .replace(/\p{Cc}/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
}
