/** From options to what the core is asked for. */
import { availableParallelism } from 'node:os'
import { isAbsolute, resolve } from 'node:path'
import type { BuildRequest } from '../build.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { counterAddress } from '../serve/counter.ts'
import { readMoment } from '../source/calendar.ts'
import { cacheSecret, SHORTEST } from './cache-key.ts'
import type { CommandName, Options } from './options.ts'
import type { Session } from './session.ts'
import { contains, realPath, unsafeFolders } from './unsafe-folders.ts'

/**
 * Makes the request. Codes: `usage-invalid` (a time or address that cannot be read), `out-unsafe`, `cache-unsafe`.
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
  const cache = isPreview ? `${preview}/cache` : options.cache ? at(options.cacheDir ?? '.build-portal/cache') : null
  for (const unsafe of unsafeFolders(places, out, cache, isPreview)) diagnostics.push(unsafe)
  const given = environment.BUILD_PORTAL_CACHE_KEY?.trim() ?? ''
  if (given !== '' && given.length < SHORTEST) wrong('BUILD_PORTAL_CACHE_KEY', '$(openssl rand -hex 32)')
  if (diagnostics.length > 0 || now === null) return { request: null, diagnostics }
  return {
    request: {
      places,
      settings: at(options.config ?? 'portal.yaml'),
      out,
      cache,
      cacheSecret:
        cache !== null && ['build', 'check', 'list', 'dev'].includes(command)
          ? cacheSecret(environment, (path) => contains(realPath(cache), realPath(path)))
          : null,
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
