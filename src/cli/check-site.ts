/** `check --site`: looks through a built site, reports, and writes the accessibility report where one is asked for. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import pc from 'picocolors'
import { type BuildRequest, readConfig, shownPath, switchedOff } from '../build.ts'
import { type Diagnostic, exitCode, problem } from '../diagnostics/diagnostic.ts'
import { type Inspection, inspectSite } from '../inspect/inspect-site.ts'
import { accessibilityReport } from '../inspect/report.ts'
import { machineFailed } from '../publish/machine.ts'
import { momentOf } from '../source/calendar.ts'
import type { SiteConfig } from '../source/settings.ts'
import type { Options } from './options.ts'
import { progressBar } from './progress.ts'
import { diagnosticJson, githubReport, gitlabReport } from './report/machine.ts'
import { textReport } from './report/text.ts'
import type { Session } from './session.ts'
import type { Words } from './words.ts'

type Request = Omit<BuildRequest, 'onProgress'>

/**
 * Inspects the folder that the request would build into; writes nothing but the report.
 * Codes: those of the settings where they have errors, those of `inspectSite`, `usage-invalid` (a report inside the
 * site), `machine-failed` (a folder that cannot be read, a report that cannot be written).
 */
export function checkSite(request: Request, options: Options, session: Session): number {
  const { terminal, words } = session
  const { places, out, strict } = request
  const shown = (path: string) => shownPath(places.root, path)
  const { config, diagnostics } = readConfig(request, shown)
  const report = options.report === undefined ? null : resolve(places.root, options.report)
  if (report !== null && isInside(out, report))
    diagnostics.push(problem('usage-invalid', { problem: words.reportInSite, command: 'check' }))
  const sound = config !== null && exitCode(diagnostics, false) === 0
  // What else the settings should be told, `build` and `check` tell.
  const told: Diagnostic[] = sound ? [] : diagnostics
  let found: Inspection | null = null
  if (sound) {
    const show = progressBar(terminal, options)
    const onProgress = (done: number, total: number) => show(words.inspecting, done, total)
    try {
      found = inspectSite({ folder: out, shown: shown(out), statics: places.static, url: config.url, onProgress })
      const isOff = switchedOff(config, [], { only: 'check', alone: null })
      for (const one of found.diagnostics) if (!isOff(one)) told.push(one)
      if (report !== null && found.pages > 0) writeReport(report, found, config, request, words)
    } catch (error) {
      told.push(machineFailed(error, { out, shown: shown(out) }, shown(report ?? out)))
    }
    if (terminal.live && options.format === 'text') terminal.error('\r\u001b[K')
  }
  const exit = exitCode(told, strict)
  print(told, found, report === null ? null : shown(report), exit, request, options, session)
  return exit
}

function writeReport(file: string, found: Inspection, config: SiteConfig, request: Request, words: Words): void {
  const { title, agency, timezone } = config.editions.find(({ language }) => language === words.language) ?? config
  const date = momentOf(request.now, timezone).text.slice(0, 10)
  const facts = { site: title, url: config.url, agency: agency ?? null, date, version: request.release.version }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, accessibilityReport(found, facts, words.language))
}

function print(
  diagnostics: readonly Diagnostic[],
  found: Inspection | null,
  report: string | null,
  exit: number,
  { places, release }: Request,
  options: Options,
  { terminal, words }: Session,
): void {
  const { language } = words
  const counts = { pages: found?.pages ?? 0, references: found?.references ?? 0 }
  switch (options.format) {
    case 'json': {
      const worded = diagnostics.map((diagnostic) => diagnosticJson(diagnostic, language))
      const object = { ok: exit === 0, version: release.version, counts, report, diagnostics: worded }
      terminal.out(`${JSON.stringify(object, null, 2)}\n`)
      return
    }
    case 'gitlab':
      terminal.out(gitlabReport(diagnostics, language))
      return
    case 'github':
      terminal.out(githubReport(diagnostics, language))
      break
    case 'text':
      terminal.error(textReport(diagnostics, language, (file) => resolve(places.root, file), terminal.color))
  }
  if (options.quiet || found === null || found.pages === 0) return
  const colors = pc.createColors(terminal.color)
  const count = (severity: Diagnostic['severity']) => diagnostics.filter((one) => one.severity === severity).length
  const tally = [
    ...(count('error') > 0 ? [words.errors(count('error'))] : []),
    ...(count('warning') > 0 ? [words.warnings(count('warning'))] : []),
  ].join(', ')
  const lines = [
    words.inspected(counts.pages, counts.references),
    ...(exit === 0 ? [colors.green(words.checked)] : []),
    ...(tally === '' ? [] : [exit === 0 ? tally : colors.red(tally)]),
    ...(report !== null && existsSync(resolve(places.root, report)) ? [words.reportWritten(report)] : []),
  ]
  terminal.out(`${lines.join('\n')}\n`)
}

function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file)
  return !way.startsWith('..') && !isAbsolute(way)
}
