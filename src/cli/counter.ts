/** The command `counter`: runs the endpoint until it is told to end, or carries numbers out of a store and into one. */
import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { networks } from '../counter/address.ts'
import { systemClock } from '../counter/clock.ts'
import { lineLog } from '../counter/log.ts'
import { isRedis, redisAddress, redisForms, redisSecrets } from '../counter/redis-address.ts'
import { NotStarted, openStore, startEndpoint } from '../counter/serve.ts'
import { type CounterSettings, DEFAULT_ZONE, isSiteId, readCounterSettings, siteSettings } from '../counter/settings.ts'
import type { CountRecord } from '../counter/store.ts'
import { exported, imported } from '../counter/transfer.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { machineFailed } from '../publish/machine.ts'
import { isTimeZone } from '../source/calendar.ts'
import { readText } from '../source/text.ts'
import type { Options } from './options.ts'
import { type Session, tell } from './session.ts'
import type { Terminal } from './terminal.ts'

/** So many faulty lines of an import are shown. */
const MOST_TOLD = 20

/**
 * Resolves when the endpoint has ended, or the numbers are carried over.
 * Codes: `usage-invalid`, those of the settings file, `counter-failed`, `counts-unreadable`, `count-site-unknown`, `file-unreadable`,
 * `encoding-invalid`, `machine-failed`.
 */
export async function runCounter(
  options: Options,
  [action, file]: readonly string[],
  session: Session,
): Promise<number> {
  const { terminal, words } = session
  const { settings, diagnostics } = counterSettings(options, action === undefined, session)
  if (settings === null) return tell(diagnostics, session, resolve)
  const usage = (reason: string) =>
    tell([problem('usage-invalid', { problem: reason, command: 'counter' })], session, resolve)
  try {
    if (action === undefined) return await serve(settings, terminal)
    if (file === undefined || !/\.(?:csv|json)$/.test(file)) return usage(words.fileNeeded)
    if (action === 'export') return await exportTo(file, settings, session)
    return await importFrom(file, options.legacy ?? null, settings, session)
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error
    return tell([problem('counter-failed', { what: error.what, reason: error.message })], session, resolve)
  }
}

async function serve(settings: CounterSettings, terminal: Terminal): Promise<number> {
  const stopped = new Promise<NodeJS.Signals>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  })
  const log = lineLog(terminal.out)
  const endpoint = await startEndpoint(settings, log)
  log('info', 'stopping', { signal: await stopped })
  await endpoint.close()
  log('info', 'stopped')
  return 0
}

async function exportTo(file: string, settings: CounterSettings, session: Session): Promise<number> {
  const { terminal, words } = session
  // Opening a file that is not there would make it.
  if (!isRedis(settings.store) && !existsSync(settings.store))
    return tell([problem('counter-failed', { what: settings.store, reason: 'ENOENT' })], session, resolve)
  const store = await openStore(settings, systemClock(), () => {})
  let count = 0
  async function* counted(records: AsyncIterable<CountRecord>) {
    for await (const record of records) {
      count++
      yield record
    }
  }
  try {
    const text = Readable.from(exported(counted(store.records()), file.endsWith('.csv') ? 'csv' : 'json'))
    await pipeline(text, createWriteStream(`${file}.new`))
    renameSync(`${file}.new`, file)
  } catch (error) {
    return tell([machineFailed(error, { out: file, shown: file }, file)], session, resolve)
  } finally {
    await store.close()
  }
  terminal.out(`${words.exported(count, file)}\n`)
  return 0
}

async function importFrom(
  file: string,
  legacy: string | null,
  settings: CounterSettings,
  session: Session,
): Promise<number> {
  const { terminal, words } = session
  const read = readText({ absolute: resolve(file), file })
  if ('diagnostic' in read) return tell([read.diagnostic], session, resolve)
  const { records, lines, faults } = imported(read.text, legacy)
  const broken = faults.slice(0, MOST_TOLD).map(({ kind, line, value }) => {
    return problem('counts-unreadable', { kind, value }, { file, line, column: null })
  })
  if (broken.length > 0) return tell(broken, session, resolve)
  const configured = settings.sites.map(({ id }) => id)
  const unknown = (site: string, sites: readonly string[], line: number | null) => {
    const facts = { site, sites: sites.join(', '), known: didYouMean(site, sites) }
    return problem('count-site-unknown', facts, line === null ? null : { file, line, column: null })
  }
  const strangers = records.flatMap(({ site }, index) =>
    configured.length === 0 || configured.includes(site)
      ? []
      : [unknown(site, configured, legacy === null ? (lines[index] ?? 1) : null)],
  )
  if (strangers.length > 0) return tell(strangers.slice(0, legacy === null ? MOST_TOLD : 1), session, resolve)
  const store = await openStore(settings, systemClock(), () => {})
  try {
    if (legacy !== null && configured.length === 0) {
      // Without settings the store alone knows its sites; an empty one takes its first from here.
      const sites = await store.sites()
      if (sites.length > 0 && !sites.includes(legacy)) return tell([unknown(legacy, sites, null)], session, resolve)
    }
    await store.put(records)
  } finally {
    await store.close()
  }
  terminal.out(`${words.imported(records.length)}\n`)
  return 0
}

/** What the settings file and the options say together; an option comes first. `serves` asks for sites. */
function counterSettings(
  options: Options,
  serves: boolean,
  { words, environment }: Session,
): { settings: CounterSettings | null; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const usage = (reason: string) => diagnostics.push(problem('usage-invalid', { problem: reason, command: 'counter' }))
  const wrong = (option: string, allowed: string) => usage(words.invalidArgument(option, allowed))
  const config = options.config === undefined ? null : resolve(options.config)
  const read = config === null ? null : readCounterSettings(config, relative(process.cwd(), config))
  if (read !== null && read.settings === null) return { settings: null, diagnostics: read.diagnostics }

  const port = options.port === undefined ? (read?.settings?.port ?? 8787) : Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) wrong('--port', '0–65535')
  const timeZone = options.timezone ?? DEFAULT_ZONE
  if (!isTimeZone(timeZone)) wrong('--timezone', 'Asia/Ho_Chi_Minh, UTC, …')
  const trustProxy = options.trustProxy ?? read?.settings?.trustProxy ?? []
  if (networks(trustProxy) === null) wrong('--trust-proxy', '127.0.0.1, 10.0.0.0/8, …')
  if (options.legacy !== undefined && !isSiteId(options.legacy)) wrong('--legacy', 'a-z A-Z 0-9 . _ -')
  const named = Array.isArray(options.site) ? options.site : []
  const sites = named.flatMap((one) => {
    const [, id = '', url = ''] = /^([^=]*)=(https?:\/\/\S+)$/.exec(one) ?? []
    if (isSiteId(id) && URL.canParse(url))
      return [siteSettings(id, url, timeZone, options.anyPath ?? false, options.pages ? resolve(options.pages) : null)]
    wrong('--site', 'ID=https://…')
    return []
  })
  if (options.pages !== undefined && sites.length > 1) usage(words.onePageList)
  const all = sites.length > 0 ? sites : (read?.settings?.sites ?? [])
  if (serves && all.length === 0 && diagnostics.length === 0) usage(words.siteNeeded)
  const store = options.store ?? read?.settings?.store ?? 'counter.db'
  if (isRedis(store) && redisAddress(store) === null) wrong('--store', redisForms)
  if (diagnostics.length > 0) return { settings: null, diagnostics }
  return {
    settings: {
      host: options.host ?? read?.settings?.host ?? '127.0.0.1',
      port,
      store: isRedis(store) ? store : resolve(store),
      secrets: redisSecrets(environment),
      trustProxy,
      sites: all,
    },
    diagnostics,
  }
}
