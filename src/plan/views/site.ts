/** The SiteView: what every page shares. It holds no counts and no "latest", so that one more bulletin changes it never. */
import * as z from 'zod'
import { writtenHref } from '../../content/address.ts'
import type { Edition } from '../../content/site.ts'
import { paletteOf } from '../../source/colors.ts'
import { type Count, countsGiven, isThisMachine } from '../../source/counter.ts'
import { displayDate } from '../../source/language/dates.ts'
import { type UrgentNotice, urgentNoticeFile } from '../../source/urgent-notice.ts'
import type { PlanContext, SiteContext } from '../context.ts'
import { correctionsLog } from '../corrections.ts'
import { type Beacon, meaningOf } from '../counter.ts'
import { isSearched } from '../search.ts'
import { followLinks } from '../sharing.ts'

const link = z.object({ title: z.string(), url: z.string() })

/** Every `url` is ready for an `href`: it carries the prefix of the site's address. */
export const siteShape = z.object({
  title: z.string(),
  /** Whether the title says more than the agency's name. */
  titled: z.boolean(),
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
  /** The file that pages ask for an urgent notice, and the one that there was when they were made; `until` is an instant. */
  notice: z.string(),
  urgent: z
    .object({ text: z.string(), link: z.string().nullable(), until: z.string().nullable(), level: z.string() })
    .nullable(),
  /** At most eight; `url` is null of an entry that only holds others. */
  menu: z.array(z.object({ title: z.string(), url: z.string().nullable(), children: z.array(link) })),
  services: z.array(link.extend({ description: z.string().nullable() })),
  /** Where readers can follow the office. */
  follow: z.array(link),
  /** Standing pages, by title. */
  pages: z.array(link),
  links: z.object({
    search: z.string(),
    /** The description of the search for browsers, where there is one. */
    openSearch: z.string(),
    all: z.string(),
    archive: z.string(),
    /** Both null on a young portal that has nothing there yet. */
    register: z.string().nullable(),
    corrections: z.string().nullable(),
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

/** The urgent notice among the static files. */
export function noticeOf(statics: readonly { name: string; text: string | null }[]): SiteView['urgent'] {
  const file = statics.find(({ name }) => name === urgentNoticeFile)
  const notice = JSON.parse(file?.text || '{}') as Partial<UrgentNotice>
  const { text, url: link = null, until = null, level = 'urgent' } = notice
  return text === undefined ? null : { text, link, until, level }
}

/** Makes the SiteView. `version` is build-portal's own. */
export function siteView(
  context: SiteContext,
  version: string,
  beacon: Beacon | null,
  urgent: SiteView['urgent'],
): SiteView {
  const { config, site, href, absolute, address, label } = context
  const { agency } = config
  const { brand, brandDark } = paletteOf(config.theme)
  return {
    title: config.title,
    titled: plain(config.title) !== plain(agency?.name ?? ''),
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
    urgent,
    logo: config.theme.logo ? href(`/${config.theme.logo}`) : null,
    menu: menuOf(context),
    services: servicesView(context),
    follow: followLinks(context, (url) => (url.startsWith('/') ? writtenHref(url, config.prefix) : url)),
    pages: site.standing.map(({ bulletin, url }) => ({ title: bulletin.facts.title, url: href(url) })),
    links: {
      search: href(address.search),
      openSearch: href(address.openSearch),
      all: href(address.all),
      archive: href(address.archive),
      register: isYoung(site) && site.register.length === 0 ? null : href(address.register),
      corrections: isYoung(site) && !hasCorrections(site) ? null : href(address.corrections),
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

/** More entries than these stand behind the last one. */
const MENU = 8

/** Home, the sections (those that have a parent behind it) and what the settings add. */
function menuOf(context: SiteContext): SiteView['menu'] {
  const { config, site, href, address, label } = context
  const filled = new Set(site.bulletins.map(({ category }) => category.id))
  const shown = config.categories.filter(({ id }) => !isYoung(site) || filled.has(id))
  const section = ({ id, title }: { id: string; title: string }) => ({ title, url: href(address.category(id)) })
  const isTop = ({ parent }: { parent?: string | undefined }) => !shown.some(({ id }) => id === parent)
  const entries = [
    { title: label('home'), url: href(address.home), children: [] },
    ...shown.filter(isTop).map((one) => ({
      ...section(one),
      children: shown.filter(({ parent }) => parent === one.id).map(section),
    })),
    ...config.navigation.map((entry) => ({
      ...written(entry, context),
      children: entry.children.map((child) => written(child, context)),
    })),
  ]
  if (entries.length <= MENU) return entries
  const folded = entries.slice(MENU - 1)
  const children = folded.flatMap(({ title, url, children: below }) => [{ title, url }, ...below])
  return [...entries.slice(0, MENU - 1), { title: label('moreMenu'), url: null, children }]
}

/** The services of the settings. */
export function servicesView(context: PlanContext): SiteView['services'] {
  return context.config.services.map((service) => ({
    ...written(service, context),
    description: service.description ?? null,
  }))
}

/** A link of the settings, with the prefix where it leads into the site. */
function written({ title, url }: { title: string; url: string }, { config }: PlanContext) {
  return { title, url: url.startsWith('/') ? writtenHref(url, config.prefix) : url }
}

/** A portal of fewer bulletins does not show what is empty. In a larger one nothing on every page may depend on one bulletin. */
function isYoung({ bulletins }: Edition): boolean {
  return bulletins.length < 40
}

function hasCorrections({ bulletins, standing }: Edition): boolean {
  return correctionsLog([...bulletins, ...standing]).length > 0
}

/** A name without what two spellings of it differ in. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function beaconView({ config, href, label }: SiteContext, beacon: Beacon | null): SiteView['beacon'] {
  const { endpoint, site, share } = config.counter
  if (beacon === null || endpoint === undefined) return null
  const { script, integrity, lists } = beacon
  return {
    ...{ script: href(script), integrity, endpoint, site: site ?? '', share: share ?? null },
    // Numbers as the pages have them, and days before months.
    ...{ timezone: config.timezone, locale: config.locale === 'en' ? 'en-GB' : config.locale },
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
  return last ? label('archivedSince', displayDate(last, 'short', config.locale)) : label('archivedText')
}
