/** What a portal says of documents by itself: the files of content/decisions/ to records of the register. */
import { posix } from 'node:path'
import type { z } from 'zod'
import { type Diagnostic, inFile, type Place, problem } from '../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import type { SourceFile } from '../source/folder.ts'
import { applySchema } from '../source/schema.ts'
import { type KeyPath, parseYaml } from '../source/yaml.ts'
import { dateReader, faultProblem } from './bulletin.ts'
import { splitFrontMatter } from './front-matter.ts'
import { decisionListSchema, decisionSchema } from './front-matter-schema.ts'
import { namedFile } from './media.ts'

/** A document with what bulletins do not say; dates are days. `folder` is that of its file, under content/. */
export interface DecisionRecord extends Omit<z.output<typeof decisionSchema>, 'effect'> {
  effect: { state: 'in-force' | 'expired'; recordedAt: string } | null
  folder: string
  placeOf: (path: KeyPath) => Place
}

/**
 * Reads a file: a `.md` holds one document in its front matter, a `.yaml` a list under `decisions`. `path` is its path
 * under content/. Codes: those of the front matter's split, `key-missing`, `key-unknown`, `value-invalid`,
 * `date-impossible`, `date-form`, `dates-disordered`, `decision-text-unread`.
 */
export function readDecisionRecords(
  text: string,
  path: string,
  file: string,
): { records: DecisionRecord[]; diagnostics: Diagnostic[] } {
  const folder = posix.dirname(path).replace(/^\.$/, '')
  if (!/\.ya?ml$/i.test(path)) {
    const { frontMatter, diagnostics } = splitFrontMatter(text, file)
    if (frontMatter === null) return { records: [], diagnostics }
    const { values, placeOf, body, bodyLine } = frontMatter
    if (body.trim() !== '') {
      const line = bodyLine + (/^\s*/.exec(body)?.[0].match(/\n/g)?.length ?? 0)
      diagnostics.push(problem('decision-text-unread', {}, { file, line, column: 1 }))
    }
    const { value, faults } = applySchema(decisionSchema, values)
    for (const fault of faults) diagnostics.push(faultProblem(fault, placeOf))
    return { records: value ? [recordOf(value, folder, [], placeOf, diagnostics)] : [], diagnostics }
  }
  const lines = lineIndex(text)
  const { map, faults, scalar } = parseYaml(text)
  const place = (offset: number | null): Place => ({ file, ...positionAt(lines, offset ?? 0) })
  const diagnostics = faults.map((f) =>
    problem('front-matter-syntax', { problem: f.code, detail: f.detail }, place(f.offset)),
  )
  if (scalar) diagnostics.push(problem('front-matter-scalar', {}, inFile(file)))
  if (map === null) return { records: [], diagnostics }
  const placeOf = (at: KeyPath, part: 'key' | 'value') => place(map.offsetOf(at, part))
  const { value, faults: wrong } = applySchema(decisionListSchema, map.value)
  for (const fault of wrong) diagnostics.push(faultProblem(fault, placeOf))
  const records = value?.decisions.map((one, index) =>
    recordOf(one, folder, ['decisions', index], placeOf, diagnostics),
  )
  return { records: records ?? [], diagnostics }
}

/** The file of a record; null where it names none. Codes: `file-missing`, `path-outside`, `file-unsafe`. */
export function recordFile(
  { file, folder, placeOf }: DecisionRecord,
  files: ReadonlyMap<string, SourceFile>,
): SourceFile | Diagnostic | null {
  return file === undefined ? null : namedFile('file', file, folder, placeOf(['file']), files)
}

function recordOf(
  keys: z.output<typeof decisionSchema>,
  folder: string,
  above: KeyPath,
  placeAt: (path: KeyPath, part: 'key' | 'value') => Place,
  diagnostics: Diagnostic[],
): DecisionRecord {
  const placeOf = (path: KeyPath) => placeAt([...above, ...path], 'value')
  // A day is a day in any zone.
  const dates = dateReader('UTC', (path) => placeOf(path), diagnostics)
  const day = (written: string | undefined, path: KeyPath) => dates.read(written, path)?.text.slice(0, 10)
  const { effect } = keys
  const record: DecisionRecord = {
    ...keys,
    date: day(keys.date, ['date']) ?? '',
    effective: day(keys.effective, ['effective']),
    expires: day(keys.expires, ['expires']),
    effect: effect ? { state: effect.state, recordedAt: day(effect.recordedAt, ['effect', 'recordedAt']) ?? '' } : null,
    replaces: keys.replaces.map((one, index) => ({ ...one, date: day(one.date, ['replaces', index, 'date']) })),
    folder,
    placeOf,
  }
  const ordered: ['date' | 'effective', 'expires' | 'recordedAt'][] = [
    ['date', 'expires'],
    ['effective', 'expires'],
    ['date', 'recordedAt'],
  ]
  for (const [earlier, later] of ordered) {
    const [first, second] = [record[earlier], later === 'recordedAt' ? record.effect?.recordedAt : record[later]]
    if (first && second && second < first)
      diagnostics.push(
        problem('dates-disordered', { earlier, later }, placeOf(later === 'expires' ? [later] : ['effect', later])),
      )
  }
  for (const [index, replaced] of record.replaces.entries())
    if (replaced.date && record.date && record.date < replaced.date) {
      const earlier = `replaces.${index}.date`
      diagnostics.push(problem('dates-disordered', { earlier, later: 'date' }, placeOf(['replaces', index, 'date'])))
    }
  return record
}
