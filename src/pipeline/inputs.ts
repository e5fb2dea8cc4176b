/** Everything that a build reads but the bulletins: settings, file names, defaults, records, templates, static files. */
import { relative, sep } from 'node:path'
import { digest } from '../source/digest.ts'
import { type Snapshot, takeSnapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import { prepareReading, type Reading } from './bulletins.ts'
import { circumstances } from './circumstances.ts'
import { keepHeapSmall } from './heap.ts'
import { readConfig } from './read-config.ts'
import { readRecords } from './register-files.ts'
import { switchedOff } from './reports.ts'
import { type Run, reported } from './run.ts'
import { signer } from './signing.ts'
import { knownSources, type SourceReader, sourceReader } from './source-reader.ts'
import { readStatics, type StaticFiles } from './statics.ts'
import { readTemplates, type TemplateTexts } from './theme.ts'

/** `frame` is the digest of all of it, and of what else decides what a build gives but bulletins and the files beside them. */
export interface Inputs {
  config: SiteConfig
  snapshot: Snapshot
  reader: SourceReader
  reading: Reading
  records: ReturnType<typeof readRecords>
  templates: TemplateTexts
  files: StaticFiles
  frame: string
  /** Whether a site comes out for readers: no preview, no check. */
  isPublishing: boolean
  sign: ((text: string) => string) | null
}

/** Reads them; null where the settings have an error. Codes: those of its parts. */
export function readInputs(run: Run): Inputs | null {
  const { request, cache, found, result } = run
  const shown = (absolute: string) => shownPath(request.places.root, absolute)
  const { config, settings } = reported(run, readConfig(request, shown))
  if (config === null) return null
  found.leaveOut(switchedOff(config, [], request))
  const isPublishing = request.only === 'build' && !request.preview
  const { sign } = isPublishing ? reported(run, signer(request.signingKey, config)) : { sign: null }
  const { snapshot } = reported(run, takeSnapshot(request.places, shown))
  keepHeapSmall(snapshot.content.size)
  Object.assign(result, { prefix: config.prefix, timezone: config.timezone, signed: sign !== null })
  const reader = sourceReader(knownSources(cache), (fault) => found.add([fault]))
  const reading = prepareReading(snapshot, config, request.parser)
  const records = reported(run, readRecords(snapshot, request.now, config))
  const templates = readTemplates(snapshot)
  const files = reported(run, readStatics(snapshot, reader, config, request.now))
  const ownFiles = files.files.map(({ path, absolute, digest: bytes }) => [path, absolute, bytes])
  const frame = digest(
    JSON.stringify([settings, reading.frame, records.frame, templates, ownFiles, circumstances(request, snapshot)]),
  )
  return { config, snapshot, reader, reading, records, templates, files, frame, isPublishing, sign }
}

/** The path of a file as messages name it: relative to the portal where it lies inside, with `/`. */
export function shownPath(root: string, absolute: string): string {
  const way = relative(root, absolute)
  return (way.startsWith('..') || way === '' ? absolute : way).split(sep).join('/').normalize('NFC')
}
