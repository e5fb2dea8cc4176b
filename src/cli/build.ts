/** The commands `build`, `check` and `list`: one build each, but for `check --site`, which looks at one, and `check --watch`. */
import { resolve } from 'node:path'
import { type BuildResult, build, emptyResult, type Phase } from '../build.ts'
import { exitCode } from '../diagnostics/diagnostic.ts'
import type { Options } from './options.ts'
import { progressBar } from './progress.ts'
import { reportBuild } from './report/build.ts'
import { buildRequest } from './request.ts'
import type { Session } from './session.ts'

/** Runs the command; gives the exit code. Codes: those of the build and of `buildRequest`. */
export async function runBuild(
  command: 'build' | 'check' | 'list',
  options: Options,
  session: Session,
): Promise<number> {
  const { terminal, words } = session
  const out = typeof options.site === 'string' ? options.site : options.out
  const { request, diagnostics } = buildRequest(command, { ...options, ...(out && { out }) }, session)
  const report = (result: BuildResult) => reportBuild(result, command, options, session)
  if (request === null || diagnostics.length > 0)
    return report({ ...emptyResult(), diagnostics, exit: exitCode(diagnostics, false) })
  if (options.site !== undefined) return (await import('./check-site.ts')).checkSite(request, options, session)
  if (options.watch) return (await import('./watch.ts')).watchCheck(request, options, session, report)
  const show = progressBar(terminal, options)
  const onProgress = (phase: Phase, done: number, total: number) => show(words.phases[phase], done, total)
  let result = await build({ ...request, onProgress })
  if (options.fix) {
    const {
      faults,
      files,
      diagnostics: unwritten,
    } = (await import('../authoring/fix.ts')).fixBulletins(resolve(options.root), result.diagnostics)
    if (faults > 0) result = await build({ ...request, onProgress })
    for (const diagnostic of unwritten) result.diagnostics.push(diagnostic)
    if (unwritten.length > 0) result.exit = exitCode(result.diagnostics, options.strict ?? false)
    if (options.format === 'text' && !options.quiet) terminal.error(`${words.fixed(faults, files)}\n`)
  }
  if (terminal.live && options.format === 'text') terminal.error('\r\u001b[K')
  return report(result)
}
