/** The entries of single pages: home, standing pages, tombstones, search, corrections, 404, redirects. */
import type { SiteContext } from '../context.ts'
import { correctionsLog, toldOf } from '../corrections.ts'
import { type Entry, pageEntry, sourcesOf } from '../entry.ts'
import { bodyReference } from '../holes.ts'
import { monthsOf } from '../views/archive.ts'
import { homeContents, homeView } from '../views/home.ts'
import { officesView } from '../views/offices.ts'
import { searchView } from '../views/search.ts'
import { correctionsView, notFoundView, redirectView, removedView, standingView } from '../views/standing.ts'

/** Each of them once. `outputs` are the paths of all outputs. */
export function singlePages(context: SiteContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config, address, label } = context
  const contents = homeContents(site.bulletins, context)
  const onHome = [
    ...(contents.lead ? [contents.lead] : []),
    ...contents.highlights,
    ...contents.latest,
    ...contents.announcements,
    ...contents.sections.flatMap(({ items }) => items),
  ]
  const description = config.agency ? label('officialSite', config.agency.name) : null
  const years = [...monthsOf(site.bulletins).keys()]
  const log = correctionsLog([...site.bulletins, ...site.standing])
  return [
    pageEntry(context, address.home, 'home', onHome, () => homeView(contents, description, context)),
    ...site.standing.map((one) => ({
      ...pageEntry(
        context,
        one.url,
        'standing',
        [one, ...one.versions],
        () => standingView(one, context),
        () => ({ part: 'standing', body: bodyReference(one, context, 'page', outputs, true) }),
      ),
      bodies: sourcesOf([one]),
    })),
    ...site.removed.map((one) => pageEntry(context, one.url, 'removed', [one], () => removedView(one, context))),
    pageEntry(context, address.search, 'search', [], () => searchView(years, context)),
    pageEntry(context, address.corrections, 'corrections', toldOf(log), () => correctionsView(log, context)),
    ...(site.former.length > 0 ? [pageEntry(context, address.offices, 'offices', [], () => officesView(context))] : []),
    { ...pageEntry(context, '/', 'not-found', [], () => notFoundView(context)), path: address.notFound.slice(1) },
    ...site.redirects.map((redirect) => ({
      ...pageEntry(context, '/', 'redirect', [redirect.to], () => redirectView(redirect, context)),
      path: redirect.output,
    })),
  ]
}
