/** The command `import`: brings pages of an old portal in as bulletins, and tells of each what was kept, changed and dropped. */
import { basename, extname, resolve } from 'node:path'
import { isDateTable, readDateTable } from '../authoring/import/date-table.ts'
import { leftOver } from '../authoring/import/left.ts'
import { type ImportedFile, importFiles } from '../authoring/import/run.ts'
import { sourcesOf } from '../authoring/import/sources.ts'
import { readConfig, shownPath } from '../build.ts'
import { settingsDefaults } from '../content/defaults.ts'
import { markdownReader } from '../content/markdown/reader.ts'
import { type Diagnostic, exitCode, inFile, problem } from '../diagnostics/diagnostic.ts'
import { readMoment } from '../source/calendar.ts'
import { fileReport, importJson, importTable } from './import-report.ts'
import type { Options } from './options.ts'
import { progressBar } from './progress.ts'
import { githubReport, gitlabReport } from './report/machine.ts'
import { buildRequest } from './request.ts'
import { type Session, tell } from './session.ts'

/** Imports `args`, files and folders; gives the exit code. Codes: those of `sourcesOf`, `readDateTable` and `importFiles`, `usage-invalid`, and those of the settings. */
export async function runImport(args: readonly string[], options: Options, session: Session): Promise<number> {
  const { terminal, words } = session
  const { request, diagnostics } = buildRequest('import', options, session)
  const { format } = options
  const files: ImportedFile[] = []
  const counts = { written: 0, unchanged: 0, refused: 0 }
  const told = (problems: readonly Diagnostic[]): number => {
    if (format === 'text') return tell(problems, session, resolve)
    const { language } = words
    if (format === 'json') terminal.out(importJson(files, counts, problems, session.release.version, words))
    else terminal.out((format === 'github' ? githubReport : gitlabReport)(problems, language))
    return exitCode(problems, false)
  }
  if (request === null) return told(diagnostics)
  const shown = (path: string) => shownPath(request.places.root, path)
  const { config, diagnostics: wrong } = readConfig(request, shown)
  if (config === null) return told(wrong)
  const refuse = (option: string, allowed: string) =>
    told([problem('usage-invalid', { problem: words.invalidArgument(option, allowed), command: 'import' })])
  const table = options.date !== undefined && isDateTable(options.date) ? options.date : null
  const date = table === null ? options.date : undefined
  if (date !== undefined && 'fault' in readMoment(date, config.timezone)) return refuse('--date', words.importDates)
  const { base = null } = options
  if (base !== null && !(URL.canParse(base) && /^https?:$/.test(new URL(base).protocol)))
    return refuse('--base', 'https://…')

  const { sources, left, roots, diagnostics: unread } = sourcesOf(args, request.places.content)
  const dated = table === null ? null : readDateTable(table, sources, roots, config.timezone)
  // Half a table would leave drafts without a date, to be taken away again by hand.
  if (dated !== null && exitCode(dated.diagnostics, false) !== 0) return told(dated.diagnostics)
  const show = progressBar(terminal, options)
  const clear = () => {
    if (terminal.live) terminal.error('\r\u001b[K')
  }
  const isQuiet = options.quiet || format !== 'text'
  const { diagnostics: found, along } = await importFiles(
    sources,
    {
      content: request.places.content,
      roots,
      shown,
      config,
      defaults: settingsDefaults(config.defaults, () => inFile('')).defaults.values,
      reader: await markdownReader(options.parser ?? 'fast'),
      date,
      dates: dated?.dates ?? new Map(),
      author: options.author,
      base,
      now: request.now,
      dryRun: options.dryRun ?? false,
    },
    {
      done(file) {
        counts[file.outcome]++
        files.push({ ...file, notes: file.notes.map(({ fate, name, value }) => ({ fate, name, value })) })
        if (isQuiet) return
        clear()
        terminal.out(fileReport(file, words))
      },
      progress: (phase, done, total) => show(words[phase], done, total),
    },
  )
  clear()
  const rest = leftOver(left, sources, along)
  if (!isQuiet)
    for (const { place, code } of rest.told)
      terminal.out(`${place?.file}: ${code === 'import-kind' ? words.importRefused : words.importLeft}\n`)
  counts.refused += rest.told.filter(({ code }) => code === 'import-kind').length
  const { written, unchanged, refused } = counts
  if (!isQuiet && files.length > 1) terminal.out(importTable(files, words))
  if (!isQuiet) terminal.out(`${words.importDone(written, unchanged, refused, options.dryRun ?? false)}\n`)
  if (!isQuiet && rest.others.length > 0)
    terminal.out(`${words.importOthers(rest.others.length, endingsOf(rest.others))}\n`)
  return told([...unread, ...rest.told, ...(dated?.diagnostics ?? []), ...found])
}

/** The endings of files, the most frequent first: `.png 12, .css 3`. */
function endingsOf(files: readonly { file: string }[]): string {
  const counts = new Map<string, number>()
  for (const { file } of files) {
    const ending = extname(file).toLowerCase() || basename(file)
    counts.set(ending, (counts.get(ending) ?? 0) + 1)
  }
  const most = [...counts].sort((a, b) => b[1] - a[1])
  return `${most
    .slice(0, 5)
    .map(([ending, count]) => `${ending} ${count}`)
    .join(', ')}${most.length > 5 ? ', …' : ''}`
}
