/** An officer's files as the editor may reach them: below content/ and nowhere else, whatever a path says. */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'

/** The name under which the editor knows the folder, wherever it lies. */
export const CONTENT = 'content'

/** A path that leads elsewhere, or to a file that no editor writes. */
export class Refused extends Error {
  readonly path: string
  constructor(path: string) {
    super(path)
    this.path = path
  }
}

/** A file that another hand changed since the editor read it. */
export class Conflict extends Error {
  readonly path: string
  constructor(path: string) {
    super(path)
    this.path = path
  }
}

/** What lies in the folder, by paths that begin with `content/`. All of them throw `Refused`. */
export interface ContentFiles {
  /** The files below a folder that end with `ending`, at most so many folders deep; hidden ones left out. */
  list(folder: string, ending: string, depth: number): string[]
  /** Null where there is none. */
  read(path: string): Buffer | null
  /** Writes whole files, in their order; `Conflict` where one is to be `fresh` and is not, or differs from what `open` gave. */
  write(files: readonly { path: string; data: string | Uint8Array; isText: boolean }[]): void
  remove(paths: readonly string[]): void
  /** As `read`, for whoever means to write it again. */
  open(path: string): Buffer | null
}

/** Media that an editor may put beside a bulletin; the build judges them again. */
const mediaEnding =
  /\.(?:avif|gif|jpe?g|jpe|jfif|pjpeg|pjp|png|svg|webp|mp3|m4a|ogg|wav|mp4|webm|vtt|srt|pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|txt|zip|rar|7z)$/i

/** The files of a portal's content folder, an absolute path. */
export function contentFiles(folder: string): ContentFiles {
  /** The digests of texts as the editor knows them. */
  const known = new Map<string, string>()
  const at = (path: string): string => {
    const steps = path.split('/')
    const isPlain = (step: string) => /^[^._\p{Cc}\\/:*?"<>|][^\p{Cc}\\/:*?"<>|]*$/u.test(step) && !/[. ~]$/.test(step)
    if (steps[0] !== CONTENT || !steps.slice(1).every(isPlain)) throw new Refused(path)
    const target = join(folder, ...steps.slice(1))
    // The nearest thing on the way that is there: a link may lead out of the folder.
    let here = target
    while (lstatSync(here, { throwIfNoEntry: false }) === undefined) here = dirname(here)
    const root = realpathSync(existsSync(folder) ? folder : dirname(folder))
    const real = existsSync(here) ? realpathSync(here) : null
    const isInside = real !== null && (real === root || real.startsWith(root + sep))
    if (!isInside) throw new Refused(path)
    return target
  }
  const read = (path: string) => {
    const file = at(path)
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : null
  }
  return {
    read,
    list(path, ending, depth) {
      const found: string[] = []
      const walk = (way: string, left: number) => {
        const entries = readdirSync(at(way), { withFileTypes: true }).filter(({ name }) => !/^[._]|~$/.test(name))
        for (const entry of entries) {
          const inner = `${way}/${entry.name}`
          if (entry.isDirectory() && left > 1) walk(inner, left - 1)
          else if (entry.isFile() && entry.name.endsWith(ending)) found.push(inner)
        }
      }
      if (statSync(at(path), { throwIfNoEntry: false })?.isDirectory()) walk(path, depth)
      return found.sort()
    },
    open(path) {
      const bytes = read(path)
      if (bytes !== null) known.set(path, digest(bytes))
      return bytes
    },
    write(files) {
      // Every path is judged before the first file is written.
      const targets = files.map(({ path, isText }) => {
        if (!(isText ? /\.md$/ : mediaEnding).test(path)) throw new Refused(path)
        const bytes = isText ? read(path) : null
        if (bytes !== null && digest(bytes) !== known.get(path)) throw new Conflict(path)
        // A second bulletin of one name and month is no page of a folder that has one.
        if (isText && /\/index-\d+\.md$/.test(path) && bytes === null) throw new Conflict(path)
        return at(path)
      })
      for (const [index, { path, data, isText }] of files.entries()) {
        replace(targets[index] ?? '', data)
        if (isText) known.set(path, digest(data))
      }
    },
    remove(paths) {
      for (const target of paths.map((path) =>
        /\.md$/.test(path) || mediaEnding.test(path) ? at(path) : refuse(path),
      )) {
        if (statSync(target, { throwIfNoEntry: false })?.isFile()) rmSync(target)
      }
    },
  }
}

function refuse(path: string): never {
  throw new Refused(path)
}

/** Puts a whole file in place of another; whoever reads meanwhile has one of the two. */
function replace(file: string, data: string | Uint8Array): void {
  const target = existsSync(file) ? realpathSync(file) : file
  mkdirSync(dirname(target), { recursive: true })
  const aside = resolve(dirname(target), `${basename(target)}.build-portal~`)
  try {
    writeFileSync(aside, data)
    if (existsSync(target)) chmodSync(aside, statSync(target).mode)
    renameSync(aside, target)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
