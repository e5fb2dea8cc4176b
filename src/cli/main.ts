/** The command line: reads what is asked, runs it, reports, and sets the exit code. */

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Command, CommanderError } from 'commander'
import pc from 'picocolors'
import { type BuildResult, build, emptyResult, type Phase, shownPath } from '../build.ts'
import { type Diagnostic, exitCode, type Language, problem } from '../diagnostics/diagnostic.ts'
import { verifyOutput } from '../publish/verify.ts'
import { helpIn } from './help.ts'
import { listReport } from './list.ts'
import { type CommandName, type Options, operandsOf, optionsOf } from './options.ts'
import { progressBar } from './progress.ts'
import { type Release, thisRelease } from './release.ts'
import { diagnosticJson, githubReport, gitlabReport, jsonReport } from './report/machine.ts'
import { textReport } from './report/text.ts'
import { buildRequest } from './request.ts'
import type { Terminal } from './terminal.ts'
import { askedLanguage, asksFor, knownCommand, usageProblem } from './usage.ts'
import { messageLanguage, type Words, wordsOf } from './words.ts'

/** Runs the program; resolves to the exit code (contract section 3). */
export async function run(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  module: string,
): Promise<number> {
  const language = messageLanguage(askedLanguage(argv), environment)
  const words = wordsOf(language)
  try {
    return await dispatch(argv, environment, terminal, thisRelease(module), language, words)
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.error(`${words.bug}\n${words.report}\n\n${detail}\n`)
    if (asksFor('json', argv)) terminal.out(`${JSON.stringify({ ok: false, bug: detail, diagnostics: [] }, null, 2)}\n`)
    return 70
  }
}

async function dispatch(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  release: Release,
  language: Language,
  words: Words,
): Promise<number> {
  let exit = 0
  const program = new Command('build-portal')
    .description(words.tagline)
    .version(release.version, '--version', words.version)
    .helpOption('-h, --help', words.help)
    .helpCommand(false)
    .configureHelp(helpIn(words))
    .configureOutput({ writeOut: terminal.out, writeErr: () => {}, getOutHelpWidth: () => 100 })
    .exitOverride()
    .showSuggestionAfterError(false)
  const command = (
    name: CommandName,
    isDefault: boolean,
    action: (options: Options, operands: string[]) => Promise<number> | number,
  ) => {
    const sub = program
      .command(name, { isDefault })
      .description(words[name])
      .helpOption('-h, --help', words.help)
      .configureHelp(helpIn(words))
      .exitOverride()
      .allowExcessArguments(false)
    for (const option of optionsOf(name, words)) sub.addOption(option)
    for (const operand of operandsOf(name, words)) sub.addArgument(operand)
    sub.action(async () => {
      exit = await action(sub.opts<Options>(), sub.args)
    })
  }
  const building = (name: 'build' | 'check' | 'list') => (options: Options) =>
    runBuild(name, options, environment, terminal, release, language)
  command('build', true, building('build'))
  command('check', false, building('check'))
  command('list', false, building('list'))
  command('dev', false, (options) => runPreview(options, environment, terminal, release, language))
  command('init', false, async (options, [folder = '.']) =>
    (await import('./init.ts')).runInit(folder, options, environment, terminal, release, language),
  )
  command('new', false, async (options, title) =>
    (await import('./new.ts')).runNew(title.join(' '), options, environment, terminal, release, language),
  )
  command('import', false, async (options, files) =>
    (await import('./import.ts')).runImport(files, options, environment, terminal, release, language),
  )
  command('approve', false, async (options, [file = '']) =>
    (await import('./approve.ts')).runApprove(file, options, environment, terminal, release, language),
  )
  command('verify', false, (options) => runVerify(options, environment, terminal, language))
  command('counter', false, async (options, operands) =>
    (await import('./counter.ts')).runCounter(options, operands, terminal, words),
  )
  command('views', false, async (options) => (await import('./views.ts')).runViews(options, terminal, words))

  try {
    await program.parseAsync(argv, { from: 'user' })
    return exit
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    const diagnostic = problem('usage-invalid', {
      problem: usageProblem(
        error,
        argv,
        program.commands.flatMap(({ args }) => args),
        words,
      ),
      command: knownCommand(argv) ?? '',
    })
    const refused = { ...emptyResult(), diagnostics: [diagnostic], exit: 2 as const }
    if (asksFor('json', argv)) terminal.out(jsonReport(refused, release.version, language))
    else if (asksFor('gitlab', argv)) terminal.out(gitlabReport([diagnostic], language))
    else terminal.error(textReport([diagnostic], language, (file) => file, terminal.color))
    return 2
  }
}

async function runPreview(
  options: Options,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  release: Release,
  language: Language,
): Promise<number> {
  const words = wordsOf(language)
  const { request, diagnostics } = buildRequest('dev', options, environment, release, words)
  if (request !== null) return (await import('./dev.ts')).runDev(request, options, terminal, language, words)
  terminal.error(textReport(diagnostics, language, (file) => file, terminal.color))
  return exitCode(diagnostics, false)
}

async function runBuild(
  command: 'build' | 'check' | 'list',
  options: Options,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  release: Release,
  language: Language,
): Promise<number> {
  const words = wordsOf(language)
  const out = typeof options.site === 'string' ? options.site : options.out
  const { request, diagnostics } = buildRequest(
    command,
    { ...options, ...(out && { out }) },
    environment,
    release,
    words,
  )
  const root = resolve(options.root)
  if (options.report !== undefined && options.site === undefined)
    diagnostics.push(problem('usage-invalid', { problem: words.reportWithoutSite, command }))
  const { watch, fix, site, format } = options
  if (watch && (fix || site !== undefined || format === 'github' || format === 'gitlab'))
    diagnostics.push(problem('usage-invalid', { problem: words.watchAlone, command }))
  if (request === null || diagnostics.length > 0)
    return report(
      { ...emptyResult(), diagnostics, exit: exitCode(diagnostics, false) },
      command,
      options,
      terminal,
      release,
      language,
      root,
    )
  if (options.site !== undefined) return (await import('./check-site.ts')).checkSite(request, options, terminal, words)
  if (watch) {
    const tell = (told: BuildResult) => report(told, command, options, terminal, release, language, root)
    return (await import('./watch.ts')).watchCheck(request, options, terminal, words, tell)
  }
  const show = progressBar(terminal, options)
  const onProgress = (phase: Phase, done: number, total: number) => show(words.phases[phase], done, total)
  let result = await build({ ...request, onProgress })
  if (options.fix) {
    const {
      faults,
      files,
      diagnostics: unwritten,
    } = (await import('../authoring/fix.ts')).fixBulletins(root, result.diagnostics)
    if (faults > 0) result = await build({ ...request, onProgress })
    result.diagnostics.push(...unwritten)
    if (unwritten.length > 0) result.exit = exitCode(result.diagnostics, options.strict ?? false)
    if (options.format === 'text' && !options.quiet) terminal.error(`${words.fixed(faults, files)}\n`)
  }
  if (terminal.live && options.format === 'text') terminal.error('\r\u001b[K')
  return report(result, command, options, terminal, release, language, root)
}

function report(
  result: BuildResult,
  command: 'build' | 'check' | 'list',
  options: Options,
  terminal: Terminal,
  release: Release,
  language: Language,
  root: string,
): number {
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
          (file) => resolve(root, file),
          terminal.color,
        ),
      )
  }
  if (!options.quiet && !listing) terminal.out(summary(result, command, options, language, terminal.color))
  return exit
}

function summary(
  result: BuildResult,
  command: 'build' | 'check',
  options: Options,
  language: Language,
  color: boolean,
): string {
  const words = wordsOf(language)
  const colors = pc.createColors(color)
  const { counts, diagnostics, due, skipped, timings } = result
  const count = (severity: Diagnostic['severity']) => diagnostics.filter((d) => d.severity === severity).length
  const tally = [
    ...(count('error') ? [words.errors(count('error'))] : []),
    ...(count('warning') ? [words.warnings(count('warning'))] : []),
    ...(count('info') ? [words.notes(count('info'))] : []),
  ].join(', ')
  const lines: string[] = []
  if (result.exit !== 0) lines.push(colors.red(tally), command === 'build' ? words.nothingPublished : '')
  else if (command === 'check') lines.push(colors.green(words.checked), tally)
  else {
    const changes =
      counts.written + counts.removed > 0 ? words.changes(counts.written, counts.removed) : words.unchanged
    const held = skipped.length > 0 ? `; ${words.skipped(skipped.length)}` : ''
    lines.push(
      colors.green(
        `${words.built(counts.bulletins, counts.outputs)} (${changes}${held}), ${(timings.total / 1000).toFixed(2)} s.`,
      ),
      tally,
    )
    if (due[0]) lines.push(words.nextDue(due[0].at.text))
    lines.push(words.look(pathToFileURL(resolve(options.root, options.out ?? '_site', 'index.html')).href))
  }
  if (options.verbose) lines.push(JSON.stringify({ timings, work: result.work }))
  return `${lines.filter((line) => line !== '').join('\n')}\n`
}

function runVerify(options: Options, environment: NodeJS.ProcessEnv, terminal: Terminal, language: Language): number {
  const words = wordsOf(language)
  const root = resolve(options.root)
  const out = resolve(root, options.out ?? '_site')
  const key = environment.BUILD_PORTAL_PUBLIC_KEY ?? environment.BUILD_PORTAL_SIGNING_KEY
  const found = verifyOutput(out, shownPath(root, out), key?.trim() || null)
  const diagnostics = options.quiet ? found.filter(({ severity }) => severity !== 'info') : found
  const exit = exitCode(diagnostics, false)
  switch (options.format) {
    case 'json':
      terminal.out(
        `${JSON.stringify({ ok: exit === 0, diagnostics: diagnostics.map((d) => diagnosticJson(d, language)) }, null, 2)}\n`,
      )
      return exit
    case 'github':
      terminal.out(githubReport(diagnostics, language))
      return exit
    case 'gitlab':
      terminal.out(gitlabReport(diagnostics, language))
      return exit
    case 'text':
      terminal.error(textReport(diagnostics, language, (file) => resolve(root, file), terminal.color))
      if (exit === 0 && !options.quiet) terminal.out(`${words.verified}\n`)
      return exit
  }
}
