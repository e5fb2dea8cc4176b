/** A walk through one folder of the portal: every file with the facts that tell whether it changed. */
import { type BigIntStats, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'

/**
 * One file. `path` is relative to its folder, NFC, with `/`; `file` is how messages name it, relative to the portal.
 * `stamp` is size, modification time, change time and inode: where it is the same, so are the bytes (see `settled`).
 */
export interface SourceFile {
  path: string
  file: string
  absolute: string
  size: number
  stamp: string
  /** Milliseconds since 1970 of the last change that the file system tells of. */
  changedAt: number
}

/** The files of a folder by path, in the order of their paths; `ignored` names what was passed over. */
export interface Folder {
  files: Map<string, SourceFile>
  ignored: string[]
}

/** So often links inside linked folders may lead to one folder: two links at each level double the paths with every level. */
const MOST = 16

/** A folder on the way from the walk's start. */
interface Step {
  identity: string
  file: string
  isLink: boolean
}

/**
 * Walks a folder; one that is not there is empty.
 * `portal` is the real path that links must not leave; `shown` how messages name the folder; `ignores` tells the
 * names to pass over.
 * Codes: `file-unreadable`, `symlink-dangling`, `symlink-outside`, `symlink-circle`, `symlink-repeated`, `name-clash`.
 */
export function walkFolder(
  folder: string,
  shown: string,
  portal: string,
  ignores: (name: string) => boolean,
): { folder: Folder; diagnostics: Diagnostic[] } {
  const files: SourceFile[] = []
  const ignored: string[] = []
  const diagnostics: Diagnostic[] = []

  // How often a folder was reached by a link inside a linked folder: only such links multiply.
  const reached = new Map<string, number>()
  // The links that were reported: a folder that several links lead to is read several times.
  const reported = new Set<string>()
  const visit = (absolute: string, path: string, file: string, trail: readonly Step[]) => {
    const entries = attempt(() => readdirSync(absolute, { withFileTypes: true }), file, diagnostics)
    for (const entry of entries ?? []) {
      const name = entry.name.normalize('NFC')
      const below = { absolute: join(absolute, entry.name), path: path + name, file: `${file}/${name}` }
      if (ignores(name)) {
        ignored.push(below.file)
        continue
      }
      const isLink = entry.isSymbolicLink()
      const stat = isLink
        ? followed(below.absolute, below.file, portal, diagnostics)
        : attempt(() => lstatSync(below.absolute, { bigint: true }), below.file, diagnostics)
      if (stat === null) continue
      if (stat.isDirectory()) {
        const identity = identityOf(stat)
        const report = (code: 'symlink-circle' | 'symlink-repeated', link: string, target: string) => {
          if (!reported.has(link)) diagnostics.push(problem(code, { target }, inFile(below.file)))
          reported.add(link)
        }
        const circle = trail.find((step) => step.identity === identity)
        if (circle) {
          report('symlink-circle', `${trail.at(-1)?.identity}/${entry.name}`, circle.file)
          continue
        }
        if (isLink && trail.some((step) => step.isLink)) {
          const times = (reached.get(identity) ?? 0) + 1
          reached.set(identity, times)
          if (times > MOST) {
            report('symlink-repeated', identity, relative(portal, realpathSync(below.absolute)).split(sep).join('/'))
            continue
          }
        }
        visit(below.absolute, `${below.path}/`, below.file, [...trail, { identity, file: below.file, isLink }])
      } else if (stat.isFile()) files.push(sourceFile(below, stat))
      else diagnostics.push(problem('file-unreadable', { reason: 'special file' }, inFile(below.file)))
    }
  }
  const exists = attempt(() => statSync(folder, { bigint: true, throwIfNoEntry: false }), shown, diagnostics)
  if (exists) visit(folder, '', shown, [{ identity: identityOf(exists), file: shown, isLink: false }])

  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.absolute < b.absolute ? -1 : 1))
  const byPath = new Map<string, SourceFile>()
  for (const file of files) {
    const other = byPath.get(file.path)
    if (other)
      diagnostics.push(
        problem('name-clash', { other: other.file }, inFile(file.file), { related: [inFile(other.file)] }),
      )
    else byPath.set(file.path, file)
  }
  return { folder: { files: byPath, ignored: ignored.sort() }, diagnostics }
}

/** Whether a file was left alone long enough for its stamp to be trusted (git's "racy" rule: two seconds). */
export function settled(file: SourceFile, readAt: number): boolean {
  return readAt - file.changedAt > 2000
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`
}

function sourceFile(at: { absolute: string; path: string; file: string }, stat: BigIntStats): SourceFile {
  const changedAt = Math.max(Number(stat.mtimeMs), Number(stat.ctimeMs))
  const stamp = `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}`
  return { ...at, size: Number(stat.size), stamp, changedAt }
}

function followed(absolute: string, file: string, portal: string, diagnostics: Diagnostic[]): BigIntStats | null {
  const target = attempt(() => readlinkSync(absolute), file, diagnostics)
  if (target === null) return null
  const stat = attempt(() => statSync(absolute, { bigint: true, throwIfNoEntry: false }), file, diagnostics)
  if (stat === null) return null
  if (stat === undefined) {
    diagnostics.push(problem('symlink-dangling', { target }, inFile(file)))
    return null
  }
  const way = relative(portal, realpathSync(absolute))
  if (way === '..' || way.startsWith(`..${sep}`) || way.startsWith(sep)) {
    diagnostics.push(problem('symlink-outside', { target }, inFile(file)))
    return null
  }
  return stat
}

/** Runs a file-system call; its failure becomes a `file-unreadable`. */
function attempt<T>(call: () => T, file: string, diagnostics: Diagnostic[]): T | null {
  try {
    return call()
  } catch (error) {
    diagnostics.push(unreadable(error, file))
    return null
  }
}

/** The diagnostic for a file-system error; anything else is a bug and thrown again. */
export function unreadable(error: unknown, file: string): Diagnostic {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  if (code === null) throw error
  return problem('file-unreadable', { reason: code }, inFile(file))
}
