/** From options to what the core is asked for. */
import { realpathSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { BuildRequest } from '../build.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { counterAddress } from '../serve/counter.ts'
import { readMoment } from '../source/calendar.ts'
import type { CommandName, Options } from './options.ts'
import type { Session } from './session.ts'

/**
 * Makes the request. Codes: `usage-invalid` (a time or address that cannot be read), `out-unsafe`, `settings-missing`
 * (no such root).
 */
export function buildRequest(
  command: Exclude<CommandName, 'verify' | 'counter' | 'views'>,
  options: Options,
  { environment, release, words }: Session,
): { request: Omit<BuildRequest, 'onProgress'> | null; diagnostics: Diagnostic[] } {
  const root = realPath(resolve(options.root))
  const at = (path: string) => (isAbsolute(path) ? path : resolve(root, path))
  const places = {
    root,
    content: at(options.content ?? 'content'),
    templates: at(options.templates ?? 'templates'),
    static: at(options.static ?? 'static'),
    theme: release.theme,
  }
  const isPreview = command === 'dev'
  const preview = resolve(root, '.build-portal/preview')
  const out = isPreview ? `${preview}/site` : at(options.out ?? '_site')
  const diagnostics: Diagnostic[] = []
  const wrong = (option: string, allowed: string) =>
    diagnostics.push(problem('usage-invalid', { problem: words.invalidArgument(option, allowed), command }))

  const now = presentTime(options.now, environment)
  if (now === null) wrong(options.now === undefined ? 'SOURCE_DATE_EPOCH' : '--now', '2024-12-31T08:00:00+07:00')
  if (
    options.baseUrl !== undefined &&
    !(/^https?:\/\/[^\s?#]+$/.test(options.baseUrl) && URL.canParse(options.baseUrl))
  )
    wrong('--base-url', 'https://…')
  const jobs = options.jobs === undefined ? Math.min(availableParallelism(), 4) : Number(options.jobs)
  const port = Number(options.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) wrong('--port', '0–65535')
  if (Number.isNaN(pollInterval(options))) wrong('--poll', '100–60000')
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) wrong('--jobs', '1–64')
  const unsafe = unsafeFolder(out, places)
  if (unsafe !== null) diagnostics.push(problem('out-unsafe', { out: shown(root, out), folder: shown(root, unsafe) }))
  if (diagnostics.length > 0 || now === null) return { request: null, diagnostics }
  return {
    request: {
      places,
      settings: at(options.config ?? 'portal.yaml'),
      out,
      cache: isPreview ? `${preview}/cache` : options.cache ? at(options.cacheDir ?? '.build-portal/cache') : null,
      encodesImages: !isPreview,
      baseUrl: options.baseUrl ?? null,
      now,
      drafts: isPreview || (options.drafts ?? false),
      future: isPreview || (options.future ?? false),
      strict: options.strict ?? false,
      force: options.force ?? false,
      parser: options.parser,
      // A preview is to be there at once after every save; it makes indexes when it is asked for one.
      search: isPreview ? 'later' : (options.search ?? true),
      previewCounter: isPreview ? counterAddress : null,
      preview: isPreview,
      alone: null,
      signingKey: environment.BUILD_PORTAL_SIGNING_KEY?.trim() || null,
      threads: { count: jobs, worker: release.worker },
      only: command === 'dev' ? 'build' : command === 'build' || command === 'list' ? command : 'check',
      release,
    },
    diagnostics,
  }
}

/** How often `--poll` has the files looked at (milliseconds), by itself each second; null without it, NaN for what is no such number. */
export function pollInterval({ poll }: Pick<Options, 'poll'>): number | null {
  if (poll === undefined) return null
  const given = poll === true ? 1000 : Number(poll)
  return Number.isInteger(given) && given >= 100 && given <= 60_000 ? given : Number.NaN
}

/** `--now`, else SOURCE_DATE_EPOCH (seconds; reproducible-builds.org), else the clock; null where it cannot be read. */
function presentTime(now: string | undefined, environment: NodeJS.ProcessEnv): number | null {
  if (now !== undefined) {
    const moment = /T/i.test(now) ? readMoment(now, 'UTC') : { fault: 'form' as const }
    return 'fault' in moment ? null : moment.instant
  }
  const epoch = environment.SOURCE_DATE_EPOCH
  if (epoch === undefined || epoch === '') return Date.now()
  return /^\d{1,12}$/.test(epoch) ? Number(epoch) * 1000 : null
}

/** The source folder that an output folder would endanger: equal to, above or inside it, or equal to or above the root. */
function unsafeFolder(
  out: string,
  places: { root: string; content: string; templates: string; static: string; theme: string },
): string | null {
  const target = realPath(out)
  for (const folder of [
    places.content,
    places.templates,
    places.static,
    resolve(places.theme, 'templates'),
    resolve(places.theme, 'static'),
  ]) {
    const real = realPath(folder)
    if (contains(target, real) || contains(real, target)) return folder
  }
  return contains(target, realPath(places.root)) ? places.root : null
}

/** Whether `inner` is `outer` or lies in it. */
function contains(outer: string, inner: string): boolean {
  const way = relative(outer, inner)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The real path of a folder, or of the nearest folder above it that exists. */
function realPath(path: string): string {
  const missing: string[] = []
  for (let here = path; ; here = dirname(here)) {
    try {
      return resolve(realpathSync(here), ...missing)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error) || dirname(here) === here) throw error
      missing.unshift(here.slice(dirname(here).length).replace(/^[/\\]/, ''))
    }
  }
}

function shown(root: string, path: string): string {
  return relative(root, path) || '.'
}
