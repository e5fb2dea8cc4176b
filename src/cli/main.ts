/** The command line: reads what is asked, runs it, reports, and sets the exit code. */
import { Command, CommanderError } from 'commander'
import { emptyResult } from '../build.ts'
import { problem } from '../diagnostics/diagnostic.ts'
import { runBuild } from './build.ts'
import { helpIn } from './help.ts'
import { type CommandName, type Options, operandsOf, optionsOf } from './options.ts'
import { thisRelease } from './release.ts'
import { gitlabReport, jsonReport } from './report/machine.ts'
import { type Session, tell } from './session.ts'
import type { Terminal } from './terminal.ts'
import { askedLanguage, asksFor, idleOption, knownCommand, usageProblem } from './usage.ts'
import { messageLanguage, wordsOf } from './words.ts'

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
    return await dispatch(argv, { terminal, words, environment, release: thisRelease(module) })
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.error(`${words.bug}\n${words.report}\n\n${detail}\n`)
    if (asksFor('json', argv)) terminal.out(`${JSON.stringify({ ok: false, bug: detail, diagnostics: [] }, null, 2)}\n`)
    return 70
  }
}

async function dispatch(argv: readonly string[], session: Session): Promise<number> {
  const { terminal, words, release } = session
  const { language } = words
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
  const refused = (reason: string) => {
    const diagnostic = problem('usage-invalid', { problem: reason, command: knownCommand(argv) ?? '' })
    if (asksFor('json', argv))
      terminal.out(jsonReport({ ...emptyResult(), diagnostics: [diagnostic], exit: 2 }, release.version, language))
    else if (asksFor('gitlab', argv)) terminal.out(gitlabReport([diagnostic], language))
    else tell([diagnostic], session, (file) => file)
    return 2
  }
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
      const options = sub.opts<Options>()
      const idle = idleOption(name, options, sub.args, words)
      exit = idle === null ? await action(options, sub.args) : refused(idle)
    })
  }
  for (const name of ['build', 'check', 'list'] as const)
    command(name, name === 'build', (options) => runBuild(name, options, session))
  command('dev', false, async (options) => (await import('./dev.ts')).runDev(options, session))
  command('init', false, async (options, [folder = '.']) =>
    (await import('./init.ts')).runInit(folder, options, session),
  )
  command('new', false, async (options, title) => (await import('./new.ts')).runNew(title.join(' '), options, session))
  command('import', false, async (options, files) => (await import('./import.ts')).runImport(files, options, session))
  command('approve', false, async (options, [file = '']) =>
    (await import('./approve.ts')).runApprove(file, options, session),
  )
  command('verify', false, async (options) => (await import('./verify.ts')).runVerify(options, session))
  command('counter', false, async (options, operands) =>
    (await import('./counter.ts')).runCounter(options, operands, session),
  )
  command('views', false, async (options) => (await import('./views.ts')).runViews(options, session))

  try {
    await program.parseAsync(argv, { from: 'user' })
    return exit
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    const excess = program.commands.flatMap(({ args }) => args)
    return refused(usageProblem(error, argv, excess, words))
  }
}
