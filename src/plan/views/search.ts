/** The view of the search page: where its indexes are and what they can be filtered by, and the ways on where nothing searches. */
import * as z from 'zod'
import { isCounting } from '../../source/counter.ts'
import type { Config } from '../../source/settings.ts'
import type { SiteContext } from '../context.ts'
import { searchedOffices, searchShards } from '../search.ts'
import { office, pageShape, pageView } from './page.ts'
import { siteShape } from './site.ts'

export const searchShape = z.object({
  site: siteShape,
  page: pageShape,
  search: z.object({
    categories: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
    /** Those of the archive, newest first. */
    years: z.array(z.object({ year: z.number(), url: z.string() })),
    /** Null where the search is off, or there is nothing to be found. */
    engine: z
      .object({
        /** The addresses of the indexes, newest first, each with a final slash, with spaces between them. */
        indexes: z.string(),
        offices: z.array(z.object({ name: z.string(), slug: z.string() })),
      })
      .nullable(),
  }),
})

export type SearchView = z.infer<typeof searchShape>

/** Only this page runs WebAssembly; all else that it needs is the site's own, but for what counts its views. */
function policy({ counter, tracker }: Config): string {
  const isRemote = (address: string | undefined): address is string =>
    address !== undefined && /^https?:/i.test(address)
  const origins = (...all: (string | undefined)[]) =>
    ["'self'", ...new Set(all.filter(isRemote).map((address) => new URL(address).origin))].join(' ')
  const endpoint = isCounting(counter) ? counter.endpoint : undefined
  return [
    "default-src 'none'",
    `script-src ${origins(tracker)} 'wasm-unsafe-eval'`,
    "style-src 'self'",
    `img-src ${origins(tracker)}`,
    "font-src 'self'",
    `connect-src ${origins(endpoint, tracker)}`,
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ')
}

/** Makes the view, all but the SiteView. */
export function searchView(years: readonly string[], context: SiteContext): Omit<SearchView, 'site'> {
  const { address, config, href, label } = context
  const shards = searchShards(context)
  const isOn = shards.length > 0
  return {
    page: pageView(context, {
      kind: 'search',
      heading: label('search'),
      description: label('searchAbout', office(context)),
      url: address.search,
      noindex: true,
      ...(isOn ? { policy: policy(config) } : {}),
    }),
    search: {
      categories: config.categories.map(({ id, title }) => ({ id, title, url: href(address.category(id)) })),
      years: years.map((year) => ({ year: Number(year), url: href(address.year(year)) })),
      engine: isOn
        ? {
            indexes: shards.map(({ shard }) => href(`${address.searchIndexes}${shard.name}/`)).join(' '),
            offices: searchedOffices(context),
          }
        : null,
    },
  }
}
