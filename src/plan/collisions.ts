/** Outputs whose paths cannot be: two at one path, names that a file system refuses. */
import { outputAt } from '../content/address.ts'
import type { Site } from '../content/site.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Entry } from './entry.ts'

/**
 * Finds entries at one path, and those where another needs a folder; paths that differ by case or NFC alone are one.
 * `statics` are the paths of static files. Two texts at one address are not told here: the content stage has. Codes: `url-collision`, `path-reserved`
 * (build-portal's own folder in the output).
 */
export function collisions(entries: readonly Entry[], fileOf: FileNames, statics: ReadonlySet<string>): Diagnostic[] {
  const key = (path: string) => (/[^a-z\d/._-]/.test(path) ? path.normalize('NFC').toLowerCase() : path)
  const folders = new Map<string, Entry>()
  for (const entry of entries) {
    const at = key(entry.path)
    for (let slash = at.indexOf('/'); slash !== -1; slash = at.indexOf('/', slash + 1))
      folders.set(at.slice(0, slash), entry)
  }
  const owners = new Map<string, Entry>()
  const told = new Map<string, Diagnostic>()
  for (const entry of entries) {
    const at = key(entry.path)
    const file = fileOf(entry)
    if (/^\.portal(\/|$)/i.test(entry.path))
      told.set(at, problem('path-reserved', { url: `/${entry.path}` }, file === null ? null : inFile(file)))
    const owner = owners.get(at) ?? folders.get(at)
    if (!owners.has(at)) owners.set(at, entry)
    if (owner === undefined || told.has(at) || (isText(entry) && isText(owner))) continue
    // A generated page has no file to name: the diagnostic stands at the file that somebody can change.
    const [mine, theirs] = file === null ? [owner, entry] : [entry, owner]
    const place = fileOf(mine)
    const isStatic = mine.making.kind === 'copy' && statics.has(mine.path)
    told.set(
      at,
      problem(
        'url-collision',
        { url: addressOf(mine), other: fileOf(theirs), isStatic },
        place === null ? null : inFile(place),
      ),
    )
  }
  return [...told.values()]
}

/** Names that Windows keeps for devices, with any ending (Microsoft: Naming Files, Paths, and Namespaces). */
const device = /(?:^|\/)((?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.[^/]*)?)(?:\/|$)/i

/** Addresses that no Windows machine can hold, each once, at a file that it comes from. Code: `path-windows`. */
export function windowsNames(entries: readonly Entry[], site: Site, fileOf: FileNames): Diagnostic[] {
  const texts = [...site.bulletins, ...site.standing, ...site.removed]
  const fileAt = (source: string | undefined) => texts.find(({ bulletin }) => bulletin.path === source)?.bulletin.file
  const told = new Map<string, Diagnostic>()
  for (const entry of entries) {
    const found = device.exec(entry.path)
    if (found === null) continue
    const [whole, name = ''] = found
    const at = entry.path.slice(0, found.index + whole.length)
    if (told.has(at)) continue
    const file = fileOf(entry) ?? fileAt(entry.sources[0]) ?? null
    told.set(at, problem('path-windows', { url: `/${at}`, name }, file === null ? null : inFile(file)))
  }
  return [...told.values()]
}

/** Whether an entry is the page of a text, whose addresses the content stage has judged. */
function isText({ making }: Entry): boolean {
  return making.kind === 'page' && ['bulletin', 'standing', 'removed'].includes(making.template)
}

/** The file that an entry comes from, as messages name it; null for what is generated. */
export type FileNames = (entry: Entry) => string | null

/** Finds the files of a site's entries. */
export function fileNames(site: Site): FileNames {
  const texts = [...site.bulletins, ...site.standing, ...site.removed]
  const pages = new Map([
    ...texts.map(({ url, bulletin }) => [outputAt(url), bulletin.file] as const),
    ...site.redirects.map(({ output, to }) => [output, to.bulletin.file] as const),
  ])
  return ({ path, making }) => {
    if ('shown' in making) return making.shown
    const ofText = making.kind === 'page' && ['bulletin', 'standing', 'removed', 'redirect'].includes(making.template)
    return ofText ? (pages.get(path) ?? null) : null
  }
}

function addressOf({ path }: Entry): string {
  return `/${path.replace(/(^|\/)index\.html$/, '$1')}`
}
