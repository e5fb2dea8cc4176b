/** The command `views pull`: keeps the endpoint's numbers in a file, for when the endpoint is away. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readConfig, shownPath } from '../build.ts'
import { messageOf } from '../counter/log.ts'
import { pullViews, type ViewsFile } from '../counter/pull.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { machineFailed } from '../publish/machine.ts'
import type { Options } from './options.ts'
import { type Session, tell } from './session.ts'

/**
 * Writes the file whole or leaves it. Codes: those of the settings where they have errors, `usage-invalid` (no endpoint),
 * `views-unread`, `machine-failed`.
 */
export async function runViews(options: Options, { terminal, words }: Session): Promise<number> {
  const root = resolve(options.root)
  const told = (diagnostics: readonly Diagnostic[]) =>
    tell(diagnostics, { terminal, words }, (file) => resolve(root, file))
  let { endpoint } = options
  let site = typeof options.site === 'string' ? options.site : undefined
  if (endpoint === undefined || site === undefined) {
    const settings = resolve(root, options.config ?? 'portal.yaml')
    const { config, diagnostics } = readConfig(
      { settings, baseUrl: null, search: true, previewCounter: null },
      (path) => shownPath(root, path),
    )
    if (config === null) return told(diagnostics)
    endpoint ??= config.counter.endpoint
    site ??= config.counter.site
  }
  if (endpoint === undefined || site === undefined || !URL.canParse(endpoint))
    return told([problem('usage-invalid', { problem: words.endpointNeeded, command: 'views' })])

  const file = resolve(root, options.to ?? '_site/views.json')
  let views: ViewsFile
  try {
    views = await pullViews(endpoint, site)
  } catch (error) {
    return told([problem('views-unread', { endpoint, reason: reasonOf(error) })])
  }
  const part = `${file}.${process.pid}.new`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(part, `${JSON.stringify(views)}\n`)
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    return told([machineFailed(error, { out: file, shown: shownPath(root, file) }, shownPath(root, file))])
  }
  const pages = Object.keys(views.pages).length
  if (!options.quiet) terminal.out(`${words.viewsPulled(pages, shownPath(root, file))}\n`)
  return 0
}

/** Of a failed `fetch`, the system's name of the cause, such as `ECONNREFUSED`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : messageOf(cause)
}
