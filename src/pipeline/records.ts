/** The record of what each published bulletin and standing page said, and of changes to it that nobody noted. */
import { href } from '../content/address.ts'
import type { Published } from '../content/published.ts'
import { factsRecord, recordOf } from '../content/record.ts'
import type { Site } from '../content/site.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { PageRecord } from '../publish/manifest.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Config } from '../source/settings.ts'

/** The record of a site: for the manifest by URL, and by path under content/ the URL and all but the text of a bulletin. */
export interface SiteRecord {
  records: Map<string, PageRecord>
  said: Map<string, [url: string, facts: string]>
}

/** The record of a preview: nothing of it was published. */
export const nothingSaid: SiteRecord = { records: new Map(), said: new Map() }

/** Records what the pages say, tombstones not among them: they say nothing. `digests` are those of the files beside them. */
export function recordSite(
  site: Site,
  files: ReadonlyMap<string, SourceFile>,
  digests: ReadonlyMap<string, string>,
): SiteRecord {
  const record: SiteRecord = { records: new Map(), said: new Map() }
  for (const { bulletin, text, url, state } of recorded(site)) {
    if (state.held !== null) continue
    const facts = factsRecord(bulletin, files, ({ path }) => digests.get(path) ?? null)
    const address = href(url, site.config.prefix)
    record.said.set(bulletin.path, [address, facts])
    record.records.set(address, { digest: recordOf(facts, text), notes: bulletin.facts.changes.length })
  }
  return record
}

/**
 * Compares with what was published last: whoever changes what a bulletin said owes its readers a note. One that has moved
 * is found by its old address. Code: `silent-change`.
 */
export function silentChanges(
  site: Site,
  { records }: SiteRecord,
  before: ReadonlyMap<string, PageRecord>,
): Diagnostic[] {
  if (before.size === 0) return []
  const moved = new Map<Published, string>()
  for (const { to, alias } of site.redirects) {
    const old = href(alias, site.config.prefix)
    if (!moved.has(to) && before.has(old)) moved.set(to, old)
  }
  return recorded(site).flatMap((page) => {
    const address = href(page.url, site.config.prefix)
    const is = records.get(address)
    const was = before.get(address) ?? before.get(moved.get(page) ?? '')
    if (is === undefined || was === undefined) return []
    const isNoted = is.notes > was.notes || (is.notes === was.notes && is.digest === was.digest)
    return isNoted ? [] : [silentChange(page.bulletin.file, address, site.config)]
  })
}

function recorded(site: Site): Published[] {
  return [...site.bulletins, ...site.standing]
}

/** Records the texts of bulletins of which all else is as it was; with what `silentChanges` would report. */
export function recordTexts(
  texts: Iterable<readonly [path: string, file: string, text: string]>,
  said: SiteRecord['said'],
  before: ReadonlyMap<string, PageRecord>,
  config: Config,
): { records: ReadonlyMap<string, PageRecord>; diagnostics: Diagnostic[] } {
  const records = new Map(before)
  const diagnostics: Diagnostic[] = []
  for (const [path, file, text] of texts) {
    const [address = '', facts = ''] = said.get(path) ?? []
    const was = before.get(address)
    if (was === undefined) continue
    const digest = recordOf(facts, text)
    if (digest !== was.digest) diagnostics.push(silentChange(file, address, config))
    records.set(address, { ...was, digest })
  }
  return { records, diagnostics }
}

function silentChange(file: string, url: string, { corrections }: Config): Diagnostic {
  const told = problem('silent-change', { url }, inFile(file))
  return corrections === 'required' ? { ...told, severity: 'error' } : told
}
