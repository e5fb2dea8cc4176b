/** The SiteView: what every page shares. It holds no counts and no "latest", so that one more bulletin changes it never. */
import { z } from 'zod'
import { paletteOf } from '../../source/colors.ts'
import { displayDate } from '../../source/language/dates.ts'
import { urgentNoticeFile } from '../../source/urgent-notice.ts'
import type { PlanContext } from '../context.ts'
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
  /** What stands above every page of an archive; null on a site that goes on. */
  archive: z.object({ title: z.string(), text: z.string() }).nullable(),
  /** The statistics block; null where there is neither a counter nor a legacy total. */
  statistics: z
    .object({
      /** Whether an endpoint will give numbers; without one the legacy total is all there is. */
      counted: z.boolean(),
      total: z.number().nullable(),
      asOf: z.string().nullable(),
    })
    .nullable(),
})

export type SiteView = z.infer<typeof siteShape>

/** Makes the SiteView. `version` is build-portal's own. */
export function siteView(context: PlanContext, version: string): SiteView {
  const { config, site, href, absolute, address, label } = context
  const external = (url: string) => (url.startsWith('/') ? href(url) : url)
  const menuLink = ({ title, url }: { title: string; url: string }) => ({ title, url: external(url) })
  const { agency, counter } = config
  const { brand, brandDark } = paletteOf(config.theme)
  const counted = counter.provider !== 'none'
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
    archive: config.mode === 'archive' ? { title: label('archived'), text: archivedText(context) } : null,
    statistics:
      counted || counter.legacy
        ? { counted, total: counter.legacy?.total ?? null, asOf: counter.legacy?.asOf ?? null }
        : null,
  }
}

/** Until when the site was kept up: the last day of its last office. */
function archivedText({ config, site, label }: PlanContext): string {
  const last = site.former
    .map((index) => config.offices[index]?.until?.slice(0, 10) ?? '')
    .sort()
    .at(-1)
  return last ? label('archivedSince', displayDate(last, 'short', config.language)) : label('archivedText')
}
