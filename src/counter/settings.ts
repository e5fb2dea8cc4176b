/** The endpoint's settings, from a file in YAML. */
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { isTimeZone } from '../source/calendar.ts'
import * as s from '../source/schema.ts'
import { readText } from '../source/text.ts'
import { parseYaml } from '../source/yaml.ts'
import { networks } from './address.ts'
import type { PageSource } from './pages.ts'
import { isRedis, type RedisSecrets, redisAddress, redisForms } from './redis-address.ts'

/** A site as it is configured. */
export interface SiteSettings {
  id: string
  url: string
  timeZone: string
  origins: readonly string[]
  pages: PageSource
}

/** `port` 0 is any that is free. `store` is an address as `redisAddress` reads it, or a file; `secrets` are for the former. */
export interface CounterSettings {
  host: string
  port: number
  store: string
  secrets?: RedisSecrets
  trustProxy: readonly string[]
  sites: readonly SiteSettings[]
}

/** The zone of a site whose settings name none. */
export const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh'

export const isSiteId = (id: string) => /^[\w.-]{1,64}$/.test(id)

const settingsShape = s.map({
  host: s.text.optional(),
  port: s
    .whole(0)
    .refine((port) => port <= 65_535, 'number')
    .optional(),
  store: s.text.refine((one) => !isRedis(one) || redisAddress(one) !== null, redisForms).optional(),
  trustProxy: s.list(s.text.refine((one) => networks([one]) !== null, '10.0.0.0/8')).optional(),
  sites: s
    .list(
      s.map({
        id: s.text.refine(isSiteId, 'a-z A-Z 0-9 . _ -'),
        url: s.webAddress,
        timezone: s.text.refine(isTimeZone, 'timezone').default(DEFAULT_ZONE),
        origins: s.list(s.webAddress).default([]),
        pages: s.text.optional(),
        anyPath: s.boolean.default(false),
      }),
    )
    .default([]),
})

/**
 * Reads the file; paths in it are counted from its folder. Codes: `settings-missing`, `file-unreadable`, `encoding-invalid`,
 * `settings-syntax`, `setting-unknown`, `setting-missing`, `setting-invalid`.
 */
export function readCounterSettings(
  file: string,
  shown: string,
): { settings: Partial<CounterSettings> | null; diagnostics: Diagnostic[] } {
  if (!existsSync(file)) return { settings: null, diagnostics: [problem('settings-missing', { file: shown })] }
  const read = readText({ absolute: file, file: shown })
  if ('diagnostic' in read) return { settings: null, diagnostics: [read.diagnostic] }
  const lines = lineIndex(read.text)
  const placeAt = (offset: number | null) =>
    offset === null ? inFile(shown) : { file: shown, ...positionAt(lines, offset) }
  const { map, faults } = parseYaml(read.text)
  if (map === null) {
    const told = faults.length > 0 ? faults : [{ code: 'SCALAR', detail: 'not a map', offset: 0 }]
    return {
      settings: null,
      diagnostics: told.map(({ code, detail, offset }) =>
        problem('settings-syntax', { problem: code, detail }, placeAt(offset)),
      ),
    }
  }
  const { value, faults: wrong } = s.applySchema(settingsShape, map.value)
  const diagnostics = wrong.map((fault) => {
    const key = fault.path.map(String).join('.')
    const place = placeAt(map.offsetOf(fault.path, fault.kind === 'unknown' ? 'key' : 'value'))
    if (fault.kind === 'unknown')
      return problem('setting-unknown', { key, known: didYouMean(fault.key, fault.siblings) }, place)
    if (fault.kind === 'missing') return problem('setting-missing', { key }, place)
    return problem('setting-invalid', { key, expected: fault.expected }, place)
  })
  if (value === null || diagnostics.length > 0) return { settings: null, diagnostics }
  const at = (path: string) => resolve(dirname(file), path)
  const { store, sites, ...rest } = value
  return {
    settings: {
      ...rest,
      ...(store === undefined ? {} : { store: isRedis(store) ? store : at(store) }),
      sites: sites.map(({ id, url, timezone, origins, pages, anyPath }) => ({
        ...siteSettings(id, url, timezone, anyPath, pages === undefined ? null : at(pages)),
        origins: [new URL(url).origin, ...origins.map((origin) => new URL(origin).origin)],
      })),
    },
    diagnostics,
  }
}

/** The settings of a site; `pages` is a file that lists them. */
export function siteSettings(
  id: string,
  url: string,
  timeZone: string,
  anyPath: boolean,
  pages: string | null,
): SiteSettings {
  const site = url.endsWith('/') ? url : `${url}/`
  const source: PageSource = anyPath ? { any: true } : pages === null ? { site } : { file: pages }
  return { id, url: site, timeZone, origins: [new URL(site).origin], pages: source }
}
