/** The command `check --watch`: checks again at each save, one report on the screen at a time, until it is stopped. */
import pc from 'picocolors'
import { type BuildResult, build, type Phase, shownPath } from '../build.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { watchPortal } from '../serve/watch.ts'
import type { Options } from './options.ts'
import { progressBar } from './progress.ts'
import { type buildRequest, pollInterval } from './request.ts'
import type { Session } from './session.ts'
import type { Words } from './words.ts'

/** Of so many changed files the names are shown. */
const NAMED = 3

/**
 * Runs until the process is told to end; gives 0, whatever was found. `report` shows a result. Code added to it: `watch-limit`.
 */
export async function watchCheck(
  request: NonNullable<ReturnType<typeof buildRequest>['request']>,
  options: Options,
  { terminal, words }: Session,
  report: (result: BuildResult) => void,
): Promise<number> {
  const isText = options.format === 'text'
  const colors = pc.createColors(terminal.color)
  const changed = new Set<string>()
  const limits: Diagnostic[] = []
  let isDue = true
  let isOver = false
  let wake = () => {}
  const watching = await watchPortal(request, pollInterval(options), {
    edited: () => {},
    changed(files) {
      for (const file of files) changed.add(file)
      isDue = true
      wake()
    },
    limited: (reason) => limits.push(problem('watch-limit', { reason })),
  })
  const stop = () => {
    isOver = true
    wake()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  try {
    while (!isOver) {
      if (!isDue) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      isDue = false
      const names = [...changed].map((file) => shownPath(request.places.root, file)).sort()
      changed.clear()
      const show = progressBar(terminal, options)
      const onProgress = (phase: Phase, done: number, total: number) => show(words.phases[phase], done, total)
      const now = options.now === undefined ? Date.now() : request.now
      const result = await build({ ...request, now, onProgress })
      if (isOver) break
      if (isText && terminal.live) terminal.error('\r\u001b[K\u001b[2J\u001b[H')
      if (isText) terminal.error(`${colors.bold(headline(names, words))}\n\n`)
      report({ ...result, diagnostics: [...limits.splice(0), ...result.diagnostics] })
      if (isText && !options.quiet) terminal.error(`${colors.dim(words.watching)}\n`)
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop)
    await watching.close()
  }
  return 0
}

/** When it was looked, by the clock on the wall, and at what. */
function headline(names: readonly string[], words: Words): string {
  const clock = new Date()
  const time = [clock.getHours(), clock.getMinutes(), clock.getSeconds()].map((one) => String(one).padStart(2, '0'))
  const what = names.length === 0 ? words.watchStarted : words.watchChanged(names.slice(0, NAMED), names.length)
  return `${time.join(':')} · ${what}`
}
