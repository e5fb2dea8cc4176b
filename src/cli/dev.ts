/** The command `dev`: what the preview tells, in a terminal. */
import { resolve } from 'node:path'
import pc from 'picocolors'
import type { BuildResult } from '../build.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { dev } from '../serve/dev.ts'
import type { Options } from './options.ts'
import { excerptAt } from './report/text.ts'
import { buildRequest, pollInterval } from './request.ts'
import { type Session, tell } from './session.ts'

/** Runs the preview until the process is told to end; `now` is the clock or what `--now` says. */
export async function runDev(options: Options, session: Session): Promise<number> {
  const { terminal, words } = session
  const { request, diagnostics: refused } = buildRequest('dev', options, session)
  if (request === null) return tell(refused, session, (file) => file)
  const absolute = (file: string) => resolve(request.places.root, file)
  const colors = pc.createColors(terminal.color)
  const report = (diagnostics: readonly Diagnostic[]) => {
    tell(options.quiet ? diagnostics.filter(({ severity }) => severity !== 'info') : diagnostics, session, absolute)
  }
  const built = ({ exit, diagnostics, counts, timings }: BuildResult, hasSite: boolean) => {
    report(diagnostics)
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length
    const failed = hasSite ? words.previewFailed : words.previewEmpty
    if (exit !== 0) terminal.out(`${colors.red(failed(errors))}\n`)
    else if (!options.quiet) terminal.out(`${words.previewBuilt(counts.written + counts.removed, timings.total)}\n`)
  }
  const stopped = new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  })
  const { now, ...build } = request
  await dev(
    {
      build: { ...build, onProgress: () => {} },
      now: () => (options.now === undefined ? Date.now() : now),
      host: options.host,
      counterStore: resolve(build.out, '../counter.db'),
      drafts: resolve(build.out, '../draft'),
      search: { site: resolve(build.out, '../search/site'), cache: resolve(build.out, '../search/cache') },
      indexer: session.release.indexer,
      port: Number(options.port),
      poll: pollInterval(options),
      words: {
        ...{ language: words.language, title: words.previewFailed, nothing: words.previewEmpty, fix: words.fix },
        ...{ fold: words.fold, unfold: words.unfold, edit: words.editFile, editor: words.openEditor },
      },
      excerpt: (place) => excerptAt(place, absolute, false),
    },
    {
      ready(url, editor) {
        terminal.out(`${colors.green(words.previewAt(url))}\n`)
        if (editor !== null) terminal.out(`${words.editorAt(editor)}\n`)
      },
      ...{ built, told: report },
    },
    stopped,
  )
  return 0
}
