/** The Plan: every output of the site, named before any is made. */
import type { Site } from '../content/site.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { digest } from '../source/digest.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import { collisions, fileNames, windowsNames } from './collisions.ts'
import type { Beacon } from './counter.ts'
import { broadcastEntries } from './entries/broadcast.ts'
import { bulletinEntries } from './entries/bulletins.ts'
import { cardEntries } from './entries/cards.ts'
import { counterPaths } from './entries/counter.ts'
import { feedEntries } from './entries/feeds.ts'
import { listEntries } from './entries/lists.ts'
import { machineFiles } from './entries/machine-files.ts'
import { mediaEntries } from './entries/media.ts'
import { singlePages } from './entries/pages.ts'
import { registerEntries } from './entries/register.ts'
import { searchEntries } from './entries/search.ts'
import { type ServerFile, serverRules } from './entries/server-rules.ts'
import { twinEntries } from './entries/twins.ts'
import type { Entry, StaticOutput } from './entry.ts'
import { planContexts } from './languages.ts'
import { siteLinks, themeFiles } from './links.ts'
import { noticeOf, type SiteView, siteView } from './views/site.ts'

/**
 * `sites` is what the pages of each of the site's languages share, `contexts` the digests of all else that their views are made with but
 * what they are of. `entries` are sorted by path. `pages` are the addresses, with the prefix, whose loss readers would notice: bulletins,
 * standing pages and decisions. `server` lies beside the site.
 */
export interface Plan {
  sites: SiteViews
  contexts: Partial<Record<SiteLanguage, string>>
  entries: Entry[]
  server: ServerFile[]
  pages: string[]
}

/** The SiteView of each language of a site. */
export type SiteViews = Partial<Record<SiteLanguage, SiteView>>

/** Plans all outputs; `looks` is that of `siteLinks`; `encoder` makes the images' forms and `beacon` counts views, null where there is none. Codes: `url-collision`, `legacy-unmoved`, `path-windows`, `link-missing`, `fragment-missing`, `setting-file-missing`. */
export function makePlan(
  site: Site,
  statics: readonly StaticOutput[],
  version: string,
  encoder: string | null,
  beacon: Beacon | null,
): { plan: Plan; diagnostics: Diagnostic[]; looks: number } {
  const contexts = planContexts(site, encoder)
  const notice = noticeOf(statics)
  const outputs = new Set<string>()
  const entries = [
    ...contexts.flatMap((context) => [
      ...bulletinEntries(context, outputs),
      ...listEntries(context, outputs),
      ...registerEntries(context),
      ...singlePages(context, outputs),
      ...feedEntries(context, outputs),
      ...searchEntries(context),
      ...twinEntries(context, outputs),
      ...broadcastEntries(context),
    ]),
    ...mediaEntries(site, encoder),
    ...cardEntries(contexts),
    ...statics.map(
      ({ url, absolute, file, digest, text }): Entry => ({
        path: url.slice(1),
        sources: [],
        making: text === null ? { kind: 'copy', from: absolute, shown: file, digest } : { kind: 'text', text },
      }),
    ),
  ]
  const own = new Set(statics.map(({ url }) => url.slice(1)))
  for (const entry of [...machineFiles(site, contexts, entries, own), ...counterPaths(site, contexts[0], entries)])
    entries.push(entry)
  for (const { path } of entries) outputs.add(path)
  entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))

  const files = fileNames(site)
  const links = siteLinks(site, statics, outputs)
  const server = serverRules(site, contexts[0], entries)
  const diagnostics = [
    ...collisions(entries, files, own),
    ...windowsNames(entries, site, files),
    ...links.diagnostics,
    ...server.diagnostics,
    ...themeFiles(site, statics),
  ]
  const pages = [...site.bulletins, ...site.standing, ...site.removed].map(({ url }) => url)
  const decisions = site.register.flatMap(({ url, hasPage }) => (hasPage ? url : []))
  return {
    plan: {
      sites: Object.fromEntries(
        contexts.map((context) => [context.config.language, siteView(context, version, beacon, notice)]),
      ),
      contexts: Object.fromEntries(
        contexts.map(({ config }) => [config.language, digest(JSON.stringify([config, contexts[0].homes, encoder]))]),
      ),
      entries,
      server: server.files,
      pages: [...pages, ...decisions].map(contexts[0].href).sort(),
    },
    diagnostics,
    looks: links.looks,
  }
}
