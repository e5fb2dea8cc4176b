/** A problem as a value: a code, its arguments and its place, never text in a language. */
import { type Ahead, aheadWords } from './ahead.ts'
import { type Arguments, type Code, catalogue } from './catalogue.ts'
import type { Severity, Wording } from './message.ts'

/**
 * Where a problem is, in the file as its author sees it.
 * `file` is relative to the portal's root, with `/`. `line` and `column` count from 1, the column in UTF-16 units
 * of the NFC text; both are null where the problem is the whole file's.
 */
export interface Place {
  file: string
  line: number | null
  column: number | null
}

/** The languages that messages are written in. */
export type Language = 'vi' | 'en'

/**
 * What `check --fix` puts in the place of a text that the diagnostic names: `written`, never empty, begins at `offset` of the
 * file's NFC text (UTF-16 units, without a byte order mark).
 */
export interface Edit {
  offset: number
  written: string
  right: string
}

/**
 * `related` names the other files concerned; `trail` the way to the place (a template's chain of partials). `edits` is empty
 * where only the author can know what is right.
 */
export interface Diagnostic {
  severity: Severity
  code: Code
  args: object
  place: Place | null
  related: Place[]
  trail: string[]
  edits: readonly Edit[]
  /** Of a text that is not out yet: what it will keep from coming out. */
  ahead?: Ahead
}

/** Makes a diagnostic; its severity is the catalogue's. */
export function problem<C extends Code>(
  code: C,
  args: Arguments<C>,
  place: Place | null = null,
  more: { related?: Place[]; trail?: string[]; edits?: readonly Edit[] } = {},
): Diagnostic {
  return {
    severity: catalogue[code].severity,
    code,
    args: (args ?? {}) as object,
    place,
    related: more.related ?? [],
    trail: more.trail ?? [],
    edits: more.edits ?? [],
  }
}

/** The place of a whole file. */
export function inFile(file: string): Place {
  return { file, line: null, column: null }
}

/** Words a diagnostic in a language. */
export function wording(diagnostic: Diagnostic, language: Language): Wording {
  const say = catalogue[diagnostic.code][language] as (args: object) => Wording
  const words = say(diagnostic.args)
  const { ahead } = diagnostic
  return ahead === undefined ? words : { ...words, message: `${words.message} ${aheadWords(ahead, language)}` }
}

/** The exit code that a run with these diagnostics has (contract section 3); warnings count where `strict`. */
export function exitCode(diagnostics: readonly Diagnostic[], strict: boolean): 0 | 1 | 2 | 3 | 4 {
  const failing = diagnostics.filter((d) => fails(d, strict))
  if (failing.length === 0) return 0
  for (const exit of [4, 3, 2] as const) if (failing.some((d) => catalogue[d.code].exit === exit)) return exit
  return 1
}

/** Whether a diagnostic keeps the site from being published. */
export function fails(diagnostic: Diagnostic, strict: boolean): boolean {
  return diagnostic.severity === 'error' || (strict && diagnostic.severity === 'warning')
}

/** File, then line, then column, then code: the order in which diagnostics are shown, whatever order they came in. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.place?.file ?? '', b.place?.file ?? '') ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(JSON.stringify(a.args), JSON.stringify(b.args))
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
