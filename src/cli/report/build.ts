/** The report of a build, a check or a list: in words, or as programs ask for it. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import pc from 'picocolors'
import type { BuildResult } from '../../build.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { listReport } from '../list.ts'
import type { Options } from '../options.ts'
import type { Session } from '../session.ts'
import type { Words } from '../words.ts'
import { githubReport, gitlabReport, jsonReport } from './machine.ts'
import { textReport } from './text.ts'

/** Tells what came of `build`, `check` or `list`; gives the exit code. */
export function reportBuild(
  result: BuildResult,
  command: 'build' | 'check' | 'list',
  options: Options,
  { terminal, release, words }: Session,
): number {
  const { language } = words
  const { exit, diagnostics } = result
  const told = options.quiet ? diagnostics.filter(({ severity }) => severity !== 'info') : diagnostics
  const listing = command === 'list'
  switch (options.format) {
    case 'json':
      terminal.out(
        listing
          ? listReport(result, options.all ?? false, 'json', language)
          : options.watch
            ? `${JSON.stringify(JSON.parse(jsonReport(result, release.version, language)))}\n`
            : jsonReport(result, release.version, language),
      )
      return exit
    case 'github':
      terminal.out(githubReport(told, language))
      break
    case 'gitlab':
      terminal.out(gitlabReport(told, language))
      return exit
    case 'text':
      if (listing) terminal.out(listReport(result, options.all ?? false, 'text', language))
      terminal.error(
        textReport(
          listing ? told.filter(({ severity }) => severity === 'error') : told,
          language,
          (file) => resolve(options.root, file),
          terminal.color,
        ),
      )
  }
  if (!options.quiet && !listing) terminal.out(summary(result, command, options, words, terminal.color))
  return exit
}

function summary(
  result: BuildResult,
  command: 'build' | 'check',
  options: Options,
  words: Words,
  color: boolean,
): string {
  const colors = pc.createColors(color)
  const { counts, diagnostics, due, skipped, timings } = result
  const count = (severity: Diagnostic['severity']) => diagnostics.filter((d) => d.severity === severity).length
  const tally = [
    ...(count('error') ? [words.errors(count('error'))] : []),
    ...(count('warning') ? [words.warnings(count('warning'))] : []),
    ...(count('info') ? [words.notes(count('info'))] : []),
  ].join(', ')
  const lines: string[] = []
  if (result.exit !== 0) lines.push(colors.red(tally))
  if (result.exit !== 0 && !result.published) lines.push(command === 'build' ? words.nothingPublished : '')
  else if (command === 'check') lines.push(colors.green(words.checked), tally)
  else {
    const changes =
      counts.written + counts.removed > 0 ? words.changes(counts.written, counts.removed) : words.unchanged
    const held = skipped.length > 0 ? `; ${words.skipped(skipped.length)}` : ''
    lines.push(
      colors.green(
        `${words.built(counts.bulletins, counts.outputs)} (${changes}${held}), ${(timings.total / 1000).toFixed(2)} s.`,
      ),
      result.exit === 0 ? tally : '',
    )
    if (due[0]) lines.push(words.nextDue(due[0].at.text))
    lines.push(words.look(pathToFileURL(resolve(options.root, options.out ?? '_site', 'index.html')).href))
  }
  if (options.verbose) lines.push(JSON.stringify({ timings, work: result.work }))
  return `${lines.filter((line) => line !== '').join('\n')}\n`
}
