/** Diagnostics for machines: the JSON object of the contract, GitHub's annotations, GitLab's code quality report. */
import type { BuildResult } from '../../build.ts'
import { type Diagnostic, type Language, wording } from '../../diagnostics/diagnostic.ts'
import { digestOfAll } from '../../source/digest.ts'

/** One diagnostic as JSON, worded in a language. */
export function diagnosticJson(diagnostic: Diagnostic, language: Language): object {
  const { severity, code, place, related, trail, ahead } = diagnostic
  const { message, hint } = wording(diagnostic, language)
  return {
    severity,
    code,
    message,
    hint,
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    ...(related.length > 0 ? { related } : {}),
    ...(trail.length > 0 ? { trail } : {}),
    ...(ahead === undefined ? {} : { ahead }),
  }
}

/** The object of contract section 3, with a final newline. */
export function jsonReport(result: BuildResult, version: string, language: Language): string {
  const { exit, counts, skipped, changed, removed, signed, due, timings, diagnostics } = result
  const [next] = due
  const object = {
    ok: exit === 0,
    version,
    counts,
    skipped,
    changed,
    removed,
    signed,
    nextDueAt: next?.at.text ?? null,
    due: due.slice(0, 20).map(({ at, file, what }) => ({ at: at.text, file, what })),
    timings,
    diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, language)),
  }
  return `${JSON.stringify(object, null, 2)}\n`
}

/** Workflow commands that GitHub shows beside the lines of a change. */
export function githubReport(diagnostics: readonly Diagnostic[], language: Language): string {
  const levels = { error: 'error', warning: 'warning', info: 'notice' }
  return diagnostics
    .map((diagnostic) => {
      const { message, hint } = wording(diagnostic, language)
      const { place, severity, code } = diagnostic
      const properties = [
        ...(place ? [`file=${property(place.file)}`] : []),
        ...(place?.line ? [`line=${place.line}`] : []),
        ...(place?.column ? [`col=${place.column}`] : []),
        `title=${property(code)}`,
      ]
      return `::${levels[severity]} ${properties.join(',')}::${data(`${message}\n${hint}`)}\n`
    })
    .join('')
}

/** A code quality report (a subset of Code Climate's format), as GitLab reads it from an artifact. */
export function gitlabReport(diagnostics: readonly Diagnostic[], language: Language): string {
  const severities = { error: 'major', warning: 'minor', info: 'info' }
  const issues = diagnostics.map((diagnostic) => {
    const { message, hint } = wording(diagnostic, language)
    const { code, place, severity, args } = diagnostic
    return {
      description: `${message} ${hint}`,
      check_name: code,
      fingerprint: digestOfAll(code, place?.file ?? '', JSON.stringify(args), String(place?.line ?? 0)).slice(0, 32),
      severity: severities[severity],
      location: { path: place?.file ?? 'portal.yaml', lines: { begin: place?.line ?? 1 } },
    }
  })
  return `${JSON.stringify(issues, null, 2)}\n`
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
