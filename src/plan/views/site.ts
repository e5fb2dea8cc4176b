/** The SiteView: what every page shares. It holds no counts and no "latest", so that one more bulletin changes it never. */
import * as z from 'zod'
import { writtenHref } from '../../content/address.ts'
import { paletteOf } from '../../source/colors.ts'
import { type Count, countsGiven, isThisMachine } from '../../source/counter.ts'
import { displayDate } from '../../source/language/dates.ts'
import { urgentNoticeFile } from '../../source/urgent-notice.ts'
import type { SiteContext } from '../context.ts'
import { type Beacon, meaningOf } from '../counter.ts'
import { isSearched } from '../search.ts'

const link = z.object({ title: z.string(), url: z.string() })

/** Every `url` is ready for an `href`: it carries the prefix of the site's address. */
export const siteShape = z.object({
  title: z.string(),
  language: z.string(),
  /** The absolute address of the home page, with a final slash. */
  address: z.string(),
  home: z.string(),
  generator: z.string(),
  agency: z
    .object({
      name: z.string(),
      parent: z.string().nullable(),
      address: z.string().nullable(),
      phone: z.string().nullable(),
      /** For `href="tel:…"`: digits and a leading plus only. */
      phoneDigits: z.string().nullable(),
      email: z.string().nullable(),
      responsible: z.string().nullable(),
    })
    .nullable(),
  logo: z.string().nullable(),
  /** The brand colour in the light and the dark scheme, `#rrggbb`. */
  colors: z.object({ light: z.string(), dark: z.string() }),
  /** Whether the site has a search that finds anything. */
  search: z.boolean(),
  /** The file that pages ask for an urgent notice. */
  notice: z.string(),
  menu: z.array(link.extend({ children: z.array(link) })),
  services: z.array(link.extend({ description: z.string().nullable() })),
  /** Standing pages, by title. */
  pages: z.array(link),
  links: z.object({
    search: z.string(),
    /** The description of the search for browsers, where there is one. */
    openSearch: z.string(),
    all: z.string(),
    archive: z.string(),
    register: z.string(),
    corrections: z.string(),
    rss: z.string(),
    atom: z.string(),
    jsonFeed: z.string(),
    /** Which offices are responsible now; null where the site's own goes on. */
    offices: z.string().nullable(),
  }),
  /** The script that counts views and brings the numbers; null where nothing is counted. */
  beacon: z
    .object({
      script: z.string(),
      integrity: z.string(),
      endpoint: z.string(),
      site: z.string(),
      share: z.string().nullable(),
      timezone: z.string(),
      /** How the browser is to write numbers and times: a language tag. */
      locale: z.string(),
      /** The words around the time that the numbers are of, which `%s` stands for. */
      asOf: z.string(),
      /** Whether the endpoint is on the machine that the site is opened on. */
      isLocal: z.boolean(),
      /** The file for counts beside titles and for the fallback, and the fallback's own; null where the provider has none. */
      lists: z.object({ script: z.string(), integrity: z.string(), fallback: z.string() }).nullable(),
    })
    .nullable(),
  /** The state's own tracking script. */
  tracker: z.string().nullable(),
  /** What stands above every page of an archive; null on a site that goes on. */
  archive: z.object({ title: z.string(), text: z.string() }).nullable(),
  /** The statistics block; null where no number is known or awaited. */
  statistics: z
    .object({
      rows: z.array(
        z.object({
          /** `total`, `week`, `today` or `online`. */
          name: z.string(),
          title: z.string(),
          /** What the portal before this one had counted. */
          legacy: z.number().nullable(),
          /** Whether the endpoint gives the number. */
          awaited: z.boolean(),
          /** What the number means; null where there will be none. */
          meaning: z.string().nullable(),
        }),
      ),
      /** Whether a number is there before the endpoint answers. */
      known: z.boolean(),
      awaited: z.boolean(),
      asOf: z.string().nullable(),
      /** What the numbers mean, that of views beside a title among them. */
      meanings: z.array(z.object({ title: z.string(), text: z.string() })),
    })
    .nullable(),
})

export type SiteView = z.infer<typeof siteShape>

/** Makes the SiteView. `version` is build-portal's own. */
export function siteView(context: SiteContext, version: string, beacon: Beacon | null): SiteView {
  const { config, site, href, absolute, address, label } = context
  const external = (url: string) => (url.startsWith('/') ? writtenHref(url, config.prefix) : url)
  const menuLink = ({ title, url }: { title: string; url: string }) => ({ title, url: external(url) })
  const { agency } = config
  const { brand, brandDark } = paletteOf(config.theme)
  return {
    title: config.title,
    language: config.language,
    address: absolute(address.home),
    home: href(address.home),
    generator: `build-portal ${version}`,
    agency: agency
      ? {
          name: agency.name,
          parent: agency.parent ?? null,
          address: agency.address ?? null,
          // A telephone number does not break.
          phone: agency.phone?.replaceAll(' ', '\u00A0') ?? null,
          phoneDigits: agency.phone?.replace(/(?!^\+)\D/g, '') ?? null,
          email: agency.email ?? null,
          responsible: agency.responsible ?? null,
        }
      : null,
    colors: { light: brand, dark: brandDark },
    search: isSearched(context),
    notice: href(`/${urgentNoticeFile}`),
    logo: config.theme.logo ? href(`/${config.theme.logo}`) : null,
    menu: [
      { title: label('home'), url: href(address.home), children: [] },
      ...config.categories.map(({ id, title }) => ({ title, url: href(address.category(id)), children: [] })),
      ...config.navigation.map((entry) => ({ ...menuLink(entry), children: entry.children.map(menuLink) })),
    ],
    services: config.services.map((service) => ({
      ...menuLink(service),
      description: service.description ?? null,
    })),
    pages: site.standing.map(({ bulletin, url }) => ({ title: bulletin.facts.title, url: href(url) })),
    links: {
      search: href(address.search),
      openSearch: href(address.openSearch),
      all: href(address.all),
      archive: href(address.archive),
      register: href(address.register),
      corrections: href(address.corrections),
      rss: href(address.rss),
      atom: href(address.atom),
      jsonFeed: href(address.jsonFeed),
      offices: site.former.length > 0 ? href(address.offices) : null,
    },
    beacon: beaconView(context, beacon),
    tracker: config.tracker ?? null,
    archive: config.mode === 'archive' ? { title: label('archived'), text: archivedText(context) } : null,
    statistics: statisticsView(context),
  }
}

function beaconView({ config, href, label }: SiteContext, beacon: Beacon | null): SiteView['beacon'] {
  const { endpoint, site, share } = config.counter
  if (beacon === null || endpoint === undefined) return null
  const { script, integrity, lists } = beacon
  return {
    ...{ script: href(script), integrity, endpoint, site: site ?? '', share: share ?? null },
    // Numbers as the pages have them, and days before months.
    ...{ timezone: config.timezone, locale: config.language === 'en' ? 'en-GB' : config.language },
    ...{ asOf: label('asOf', '%s'), isLocal: isThisMachine(endpoint) },
    lists: lists && { script: href(lists.script), integrity: lists.integrity, fallback: href('/views.json') },
  }
}

function statisticsView(context: SiteContext): SiteView['statistics'] {
  const { counter } = context.config
  const { label } = context
  const given = countsGiven(counter)
  const total = counter.legacy?.total ?? null
  const asOf = counter.legacy?.asOf ?? null
  if (given.length === 0 && total === null) return null
  const names = ['total', 'week', 'today', 'online'] as const
  const legacyOf = (name: Count) => (name === 'total' ? total : null)
  const meaning = (name: Count) => meaningOf(name, { number: legacyOf(name), asOf }, context)
  return {
    rows: names.map((name) => ({
      ...{ name, title: label(name), legacy: legacyOf(name), awaited: given.includes(name), meaning: meaning(name) },
    })),
    known: total !== null,
    awaited: given.length > 0,
    asOf: total === null ? null : asOf,
    meanings: (['views', ...names] as const).flatMap((name) => {
      const text = meaning(name)
      return text === null ? [] : [{ title: label(name), text }]
    }),
  }
}

/** Until when the site was kept up: the last day of its last office. */
function archivedText({ config, site, label }: SiteContext): string {
  const last = site.former
    .map((index) => config.offices[index]?.until?.slice(0, 10) ?? '')
    .sort()
    .at(-1)
  return last ? label('archivedSince', displayDate(last, 'short', config.language)) : label('archivedText')
}
