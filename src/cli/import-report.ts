/** What an import reports: of each source what was kept, changed and dropped, and all sources as one JSON object. */
import type { ImportedFile } from '../authoring/import/run.ts'
import { type Diagnostic, exitCode } from '../diagnostics/diagnostic.ts'
import { diagnosticJson } from './report/machine.ts'
import type { Words } from './words.ts'

const fates = ['kept', 'changed', 'dropped'] as const

/** One source, in words. */
export function fileReport({ source, target, outcome, notes }: ImportedFile, words: Words): string {
  const lines = [
    `${source}: ${target === null ? words.importRefused : `${target}${outcome === 'unchanged' ? ` (${words.importThere})` : ''}`}`,
    ...fates.flatMap((fate) => {
      const told = notes.filter((note) => note.fate === fate && note.name !== 'fact')
      return told.length === 0
        ? []
        : [
            `  ${words.importFates[fate]}:`,
            ...told.map(({ name, value }) => `    ${words.importNotes[name]}: ${value}`),
          ]
    }),
  ]
  return `${lines.join('\n')}\n`
}

/** All sources as a table: how much of each was kept, changed, dropped, and how many of its words are lost. */
export function importTable(files: readonly ImportedFile[], words: Words): string {
  const { kept, changed, dropped } = words.importFates
  const rows = files.map((file) => [...fates.map((fate) => String(countOf(file, fate))), lostOf(file), file.source])
  const all = [[kept, changed, dropped, words.importLost, words.importSource], ...rows]
  const widths = [0, 1, 2, 3].map((column) => all.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0))
  return all.map((row) => `${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}\n`).join('')
}

/** The report as JSON: `files` by source, `counts` of their outcomes, and the diagnostics. */
export function importJson(
  files: readonly ImportedFile[],
  counts: Record<ImportedFile['outcome'], number>,
  diagnostics: readonly Diagnostic[],
  version: string,
  words: Words,
): string {
  const object = {
    ok: exitCode(diagnostics, false) === 0,
    version,
    counts: { ...counts, wordsLost: files.reduce((sum, file) => sum + (file.words?.lost ?? 0), 0) },
    files: files.map((file) => ({
      source: file.source,
      target: file.target,
      outcome: file.outcome,
      words: file.words?.total ?? null,
      wordsLost: file.words?.lost ?? null,
      ...Object.fromEntries(
        fates.map((fate) => [
          fate,
          file.notes.filter((note) => note.fate === fate).map(({ name, value }) => ({ name, value })),
        ]),
      ),
    })),
    diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, words.language)),
  }
  return `${JSON.stringify(object, null, 2)}\n`
}

function countOf({ notes }: ImportedFile, fate: (typeof fates)[number]): number {
  return notes.filter((note) => note.fate === fate).length
}

/** A text that came in as it was written has lost nothing; of one that did not come in, nothing is known. */
function lostOf({ words, outcome }: ImportedFile): string {
  return outcome === 'refused' ? '–' : String(words?.lost ?? 0)
}
