/** The lints of every bulletin's source and of the documents that go with it, for `check`. */

import type { Cache } from '../cache/cache.ts'
import { type DecisionRecord, recordFile } from '../content/decision-records.ts'
import { lintText } from '../content/lints/lint.ts'
import { personalProperties } from '../content/lints/personal-data.ts'
import { linkedFiles, namedFiles } from '../content/media.ts'
import type { SourceBulletin } from '../content/release.ts'
import { type Diagnostic, inFile, type Place } from '../diagnostics/diagnostic.ts'
import { type DocumentKind, documentKind, documentProperties } from '../source/document-properties.ts'
import type { SourceFile } from '../source/folder.ts'
import { editionOf } from '../source/language/labels.ts'
import { compareTexts } from '../source/order.ts'
import type { Snapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import { decodeText, isComposed, lookInto, readBytes } from '../source/text.ts'
import type { DocumentProperty } from '../source/xmp.ts'
import { propertiesKey } from './media-facts.ts'
import type { SourceReader } from './source-reader.ts'

/** The lints of the texts, then of the documents. */
export function lintSources(
  bulletins: readonly SourceBulletin[],
  records: readonly DecisionRecord[],
  snapshot: Snapshot,
  config: SiteConfig,
  cache: Cache,
  reader: SourceReader,
): Diagnostic[] {
  return [
    ...lintBulletins(bulletins, snapshot, config),
    ...lintDocuments(bulletins, records, snapshot, config, cache, reader),
  ]
}

/** Reads each text again: a build keeps none. A text that is gone by now is the next run's. */
function lintBulletins(bulletins: readonly SourceBulletin[], snapshot: Snapshot, config: SiteConfig): Diagnostic[] {
  const settings = { offices: officeNumbers(config) }
  return bulletins.flatMap(({ bulletin: { path, file, facts } }) => {
    const source = snapshot.content.get(path)
    const read = source ? readBytes(source) : null
    if (read === null || 'diagnostic' in read) return []
    const decoded = decodeText(read.bytes, file)
    if ('diagnostic' in decoded) return []
    const language = editionOf(facts.lang, config.languages)
    return lintText(decoded.text, file, language, settings, isComposed(read.bytes))
  })
}

/**
 * Looks into the properties of the documents that bulletins, held ones too, and the register offer; each is looked into
 * once, as the cache knows. A document is no bulletin's file, so that what is switched off is so here: nothing is told of one
 * that all its bulletins switch off. Codes: `personal-data`, `file-unreadable`.
 */
function lintDocuments(
  bulletins: readonly SourceBulletin[],
  records: readonly DecisionRecord[],
  { content }: Snapshot,
  config: SiteConfig,
  cache: Cache,
  reader: SourceReader,
): Diagnostic[] {
  const offered = new Map<string, { file: SourceFile; by: Place[] }>()
  const offer = (file: SourceFile, by: Place) => {
    const known = offered.get(file.path)
    if (known) known.by.push(by)
    else offered.set(file.path, { file, by: [by] })
  }
  for (const { bulletin } of bulletins) {
    if (bulletin.facts.removed || bulletin.facts.lint?.ignore.includes('personal-data')) continue
    const named = namedFiles(bulletin, content, []).files.map(({ source }) => source)
    for (const file of new Set([...named, ...linkedFiles(bulletin, content).files])) offer(file, inFile(bulletin.file))
  }
  for (const record of records) {
    const file = recordFile(record, content)
    if (file !== null && 'path' in file) offer(file, record.placeOf(['file']))
  }
  const offices = officeNumbers(config)
  const sorted = [...offered.values()].sort((a, b) => compareTexts(a.file.path, b.file.path))
  return sorted.flatMap(({ file, by }) => {
    const kind = documentKind(file.path, file.size)
    if (kind === null) return []
    const properties = propertiesOf(file, kind, cache, reader)
    if ('code' in properties) return [properties]
    return personalProperties(properties, kind, offices).map((told) => told(inFile(file.file), by))
  })
}

function propertiesOf(
  file: SourceFile,
  kind: DocumentKind,
  cache: Cache,
  reader: SourceReader,
): DocumentProperty[] | Diagnostic {
  const source = reader.digestOf(file)
  if (source === null) return []
  const key = propertiesKey(source.digest)
  const kept = cache.get(key)
  if (kept !== undefined) return JSON.parse(kept) as DocumentProperty[]
  const looked = lookInto(file, (read) => documentProperties(kind, file.size, read))
  if ('diagnostic' in looked) return looked.diagnostic
  cache.put(key, JSON.stringify(looked.seen))
  return looked.seen
}

/** The telephone numbers of the portal's own office, digits alone. */
function officeNumbers(config: SiteConfig): string[] {
  const written = [config, ...config.editions].flatMap(
    ({ agency }) => agency?.phone?.match(/\+?\d[\d .-]{7,}\d/g) ?? [],
  )
  return written.map((phone) => phone.replace(/\D/g, '').replace(/^84/, '0'))
}
