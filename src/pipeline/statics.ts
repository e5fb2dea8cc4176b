/** The static files of a portal, and what is published in place of those that the settings complete. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Beacon } from '../plan/counter.ts'
import { paletteCss, paletteOf } from '../source/colors.ts'
import { isCounting } from '../source/counter.ts'
import { digest } from '../source/digest.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Config } from '../source/settings.ts'
import { decodeText } from '../source/text.ts'
import { readUrgentNotice, urgentNoticeFile, type WrittenLink } from '../source/urgent-notice.ts'
import { editorFiles } from './editor-files.ts'
import type { SourceReader } from './source-reader.ts'

/** A static file; `text` is what is published instead of its own bytes, `digest` that of what is published, `link` where the urgent notice leads. */
export interface StaticFile {
  path: string
  file: string
  absolute: string
  digest: string
  text: string | null
  link?: WrittenLink | null
}

/** The files by path, and the address, without the prefix, that each has where a template asks for it. */
export interface StaticFiles {
  files: StaticFile[]
  assets: ReadonlyMap<string, string>
  /** The beacon, which is among the files; null where nothing is counted. */
  beacon: Beacon | null
  diagnostics: Diagnostic[]
}

/**
 * Looks at the static files; what cannot be read the reader tells. The theme's own styles and scripts are published as the
 * package minified them, wherever they lie unchanged. The theme's style gets the portal's colours, and every site has a `notice.json`, which pages ask for.
 * Codes: `urgent-notice-invalid`, `encoding-invalid`.
 */
export function readStatics(snapshot: Snapshot, reader: SourceReader, config: Config, now: number): StaticFiles {
  const diagnostics: Diagnostic[] = []
  const textOf = (file: SourceFile): string | null => {
    const bytes = reader.bytesOf(file)?.bytes
    const read = bytes && decodeText(bytes, file.file)
    if (read && 'diagnostic' in read) diagnostics.push(read.diagnostic)
    return read && 'text' in read ? read.text : null
  }
  const { brand, accent } = config.theme
  const files = [...snapshot.statics].flatMap(([path, written]): StaticFile[] => {
    if (path === urgentNoticeFile) return []
    const source = reader.digestOf(written)
    const minified = source && snapshot.minified.get(withDigest(path, source.digest))
    const file = minified ?? written
    const place = { path, file: file.file, absolute: file.absolute }
    if (path === 'theme.css' && (brand ?? accent) !== undefined) {
      const text = textOf(file)
      return text === null ? [] : [published(place, text + paletteCss(paletteOf({ brand, accent })))]
    }
    const found = minified ? reader.digestOf(minified) : source
    return found ? [{ ...place, digest: found.digest, text: null }] : []
  })

  const own = snapshot.statics.get(urgentNoticeFile)
  const notice = readUrgentNotice(own ? textOf(own) : null, own?.file ?? '', config, now)
  for (const diagnostic of notice.diagnostics) diagnostics.push(diagnostic)
  const place = { path: urgentNoticeFile, file: own?.file ?? '', absolute: own?.absolute ?? '' }
  files.push({ ...published(place, notice.published), link: notice.link })
  const counting = beaconFiles(snapshot, reader, config)
  const assets = new Map(files.map(({ path, digest: found }) => [path, `/assets/${withDigest(path, found)}`]))
  return {
    beacon: counting.beacon,
    files: [...files, ...counting.files, ...editorFiles(snapshot, reader, config, assets)],
    assets,
    diagnostics,
  }
}

/** The scripts of the counter that the settings name, under their digests. */
function beaconFiles(
  snapshot: Snapshot,
  reader: SourceReader,
  { counter }: Config,
): { beacon: Beacon | null; files: StaticFile[] } {
  if (!isCounting(counter)) return { beacon: null, files: [] }
  const made = (name: string, as: string) => {
    const source = snapshot.beacons.get(name)
    const found = source && reader.digestOf(source)
    if (!found) throw new Error(`the package lacks dist/beacon/${name}`)
    const { file, absolute } = source
    const path = `assets/${withDigest(as, found.digest)}`
    const integrity = `sha256-${Buffer.from(found.digest, 'hex').toString('base64')}`
    return {
      script: { script: `/${path}`, integrity },
      file: { path, file, absolute, digest: found.digest, text: null },
    }
  }
  const main = made(`${counter.provider}.js`, 'beacon.js')
  const lists = counter.provider === 'portal' ? made('counts.js', 'counts.js') : null
  return {
    beacon: { ...main.script, lists: lists?.script ?? null },
    files: lists === null ? [main.file] : [main.file, lists.file],
  }
}

function published(place: Pick<StaticFile, 'path' | 'file' | 'absolute'>, text: string): StaticFile {
  return { ...place, digest: digest(text), text }
}

/** A file's name with its digest in it: `theme.1a2b3c4d5e.css`. */
function withDigest(path: string, found: string): string {
  const dot = path.lastIndexOf('.')
  const [stem, ending] = dot > path.lastIndexOf('/') ? [path.slice(0, dot), path.slice(dot)] : [path, '']
  return `${stem}.${found.slice(0, 10)}${ending}`
}
