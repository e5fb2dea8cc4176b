/** Making what was staged the published site, all of it or nothing. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { carryOut } from './carry-out.ts'
import { foreignFiles } from './conflicts.ts'
import { infeasible } from './feasible.ts'
import { type Journal, writeJournal } from './journal.ts'
import { machineFailed } from './machine.ts'
import { type Manifest, manifestDigest, manifestText, sayTheSame } from './manifest.ts'
import { type Obstacles, obstacles } from './obstacles.ts'
import type { Publication, Staged } from './open.ts'
import { folderOf, foldersOf, isOutputPath, STATE_FOLDER } from './output-path.ts'
import type { OutputStat } from './present.ts'
import { stateFiles } from './state-files.ts'

/** What a commit did. Paths are sorted; `stats` has every output, to be given as `known` to the next opening. */
export interface Receipt {
  written: string[]
  unchanged: number
  /** What the old manifest lists and the new one does not, but for what was changed since: that stays. */
  removed: string[]
  stats: Map<string, OutputStat>
  /** The digest of the manifest's file. */
  manifest: string
}

/** What else than outputs a publish records; `sign` makes a signature of the manifest's text, null where nobody signs. */
export interface Recorded extends Pick<Manifest, 'pages' | 'records'> {
  sign: ((text: string) => string) | null
}

/**
 * Publishes `outputs`, the digests of every output of this build by its path; `recorded` goes into the manifest with them.
 * Where nothing differs from the last publish, nothing is written. `receipt` is null with `foreign-file` or
 * `machine-failed`: nothing was changed then, or the next opening finishes it. `output-changed` warns of outputs that
 * were changed by hand and are written again, `output-kept` of those that are no outputs any more: a manifest may have come
 * from elsewhere, and what is not as it says is not ours to remove.
 * Throws where an output was neither staged nor is present with its digest, or is a folder of another.
 */
export function commit(
  publication: Publication,
  outputs: ReadonlyMap<string, string>,
  { pages, records, sign }: Recorded,
  { force }: { force: boolean },
): { receipt: Receipt | null; diagnostics: Diagnostic[] } {
  const { before, progress, shown } = publication
  if (progress.phase !== 'open') throw new Error(`commit after ${progress.phase}`)
  const differing = differingOutputs(publication, outputs)
  try {
    const found = obstacles(publication, outputs, force)
    if (found.foreign.size > 0) return { receipt: null, diagnostics: foreignFiles(publication, found) }
    const moves = [...differing].filter(([path]) => !found.adopted.has(path))
    const old = [...before.files.keys()].filter((path) => !outputs.has(path)).sort()
    const isChanged = (path: string) => progress.found.changed.has(path)
    const removed = old.filter((path) => !isChanged(path))
    const written = moves.map(([path]) => path).sort()
    const receipt: Receipt = {
      written,
      unchanged: outputs.size - written.length,
      removed,
      stats: outputStats(publication, outputs, found),
      manifest: before.digest,
    }
    const unsigned: Manifest = { files: outputs, pages, records, signature: null }
    const manifest = sign === null ? unsigned : { ...unsigned, signature: sign(manifestText(unsigned)) }
    if (progress.published && written.length === 0 && sayTheSame(manifest, before)) {
      progress.phase = 'committed'
      return { receipt, diagnostics: [] }
    }
    const refusals = infeasible(publication, written, removed)
    if (refusals.length > 0) return { receipt: null, diagnostics: refusals }
    const journal: Journal = {
      clear: [...found.clear],
      displaced: [...found.displaced.values()],
      moves: moves.sort(pagesLast).map(([path, { name }]) => [name, path] as const),
      remove: removed.filter((path) => !found.clear.has(path)),
      manifest: manifestText(manifest),
    }
    writeJournal(stateFiles(publication.out).journal, journal)
    progress.phase = 'journaled'
    const blocked = carryOut(journal, publication)
    if (blocked.length > 0) return { receipt: null, diagnostics: blocked }
    progress.phase = 'committed'
    return {
      receipt: { ...receipt, manifest: manifestDigest(journal.manifest) },
      diagnostics: [
        ...written.filter(isChanged).map((path) => problem('output-changed', { path, out: shown })),
        ...old.filter(isChanged).map((path) => problem('output-kept', { path, out: shown })),
      ],
    }
  } catch (error) {
    return { receipt: null, diagnostics: [machineFailed(error, publication, `${shown}/${STATE_FOLDER}`)] }
  }
}

/** The staged artifacts that differ from what is present. */
function differingOutputs(publication: Publication, outputs: ReadonlyMap<string, string>): Map<string, Staged> {
  const { before, present, progress } = publication
  const differing = new Map<string, Staged>()
  const folders = new Set<string>()
  for (const [path, digest] of outputs) {
    if (!before.files.has(path) && !isOutputPath(path)) throw new Error(`not an output path: ${path}`)
    if (!folders.has(folderOf(path))) for (const folder of foldersOf(path)) folders.add(folder)
    if (present.get(path) === digest) continue
    const staged = progress.staged.get(path)
    if (staged?.stat.digest !== digest) throw new Error(`neither staged nor present with its digest: ${path}`)
    differing.set(path, staged)
  }
  for (const folder of folders) if (outputs.has(folder)) throw new Error(`output ${folder} is a folder of another`)
  return differing
}

/** A rename keeps a file's facts, so those of the staged file are the output's. */
function outputStats(
  { progress }: Publication,
  outputs: ReadonlyMap<string, string>,
  { adopted }: Obstacles,
): Map<string, OutputStat> {
  const stats = new Map<string, OutputStat>()
  for (const [path, digest] of outputs) {
    const there = progress.found.stats.get(path)
    const stat = there?.digest === digest ? there : (adopted.get(path) ?? progress.staged.get(path)?.stat)
    if (stat !== undefined) stats.set(path, stat)
  }
  return stats
}

/** What pages refer to is in place before them: a reader who comes in between meets no page without its assets. */
function pagesLast([a]: readonly [string, Staged], [b]: readonly [string, Staged]): number {
  const order = Number(a.endsWith('.html')) - Number(b.endsWith('.html'))
  return order === 0 ? (a < b ? -1 : 1) : order
}
