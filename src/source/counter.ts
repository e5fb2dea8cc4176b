/** Where views are counted: the setting `counter`, what it must agree in, and which numbers a provider gives. */
import * as z from 'zod'
import { readMoment } from './calendar.ts'
import * as s from './schema.ts'
import type { KeyPath } from './yaml.ts'

const date = z.string('date').refine((text) => !('fault' in readMoment(text, 'UTC')), 'date')

/** The setting `counter`. `site` is the site's name at a portal endpoint, the website's id at Umami; `share` Umami's share id. */
export const counterSchema = s
  .map({
    provider: s.choice(['portal', 'goatcounter', 'umami', 'none'], 'provider').optional(),
    endpoint: z
      .string('endpoint')
      .trim()
      .refine(isEndpoint, 'endpoint')
      .transform((address) => address.replace(/\/+$/, ''))
      .optional(),
    site: s.id.optional(),
    share: z
      .string('share')
      .regex(/^[\w-]{4,64}$/, 'share')
      .optional(),
    legacy: s.map({ total: s.whole(0).optional(), asOf: date.optional() }).optional(),
  })
  .default({})

export type CounterSettings = z.output<typeof counterSchema>

/** The five numbers: views of a page, and of the site those online, of today, of this week and of all time. */
export type Count = 'views' | 'online' | 'today' | 'week' | 'total'

/**
 * The numbers that the counter gives. GoatCounter's days are those of UTC, so that its "today" is not the site's; Umami
 * shows numbers only to whom it is shared with.
 */
export function countsGiven({ provider, share }: CounterSettings): readonly Count[] {
  const all = ['views', 'online', 'today', 'week', 'total'] as const
  if (provider === 'portal' || (provider === 'umami' && share !== undefined)) return all
  return provider === 'goatcounter' ? ['views', 'total'] : []
}

/** Whether views are counted at all. */
export function isCounting({ provider }: CounterSettings): boolean {
  return provider !== undefined && provider !== 'none'
}

/** A fault between settings that are each sound; `unneeded` is one that the provider does not use. */
export interface CounterFault {
  path: KeyPath
  kind: 'missing' | 'unneeded' | 'insecure'
}

/** What the settings must agree in: each provider has what it needs, and a page over https loads nothing over http. */
export function counterFaults(counter: CounterSettings, tracker: string | undefined, url: string): CounterFault[] {
  const { provider, endpoint } = counter
  const needs: Record<string, readonly ('endpoint' | 'site')[]> = {
    portal: ['endpoint', 'site'],
    goatcounter: ['endpoint'],
    umami: ['endpoint', 'site'],
  }
  const uses: Record<string, readonly string[]> = { portal: ['site'], umami: ['site', 'share'] }
  const faults: CounterFault[] = []
  const own = ['endpoint', 'site', 'share'] as const
  if (provider === undefined && own.some((key) => counter[key] !== undefined))
    faults.push({ path: ['counter', 'provider'], kind: 'missing' })
  for (const key of needs[provider ?? ''] ?? [])
    if (counter[key] === undefined) faults.push({ path: ['counter', key], kind: 'missing' })
  if (isCounting(counter))
    for (const key of ['site', 'share'] as const)
      if (counter[key] !== undefined && !uses[provider ?? '']?.includes(key))
        faults.push({ path: ['counter', key], kind: 'unneeded' })
  for (const [path, address] of [
    [['counter', 'endpoint'], endpoint],
    [['tracker'], tracker],
  ] as const)
    if (address?.startsWith('http:') && url.startsWith('https:') && !isThisMachine(address))
      faults.push({ path, kind: 'insecure' })
  return faults
}

/** An address without user, query and fragment. */
function isEndpoint(address: string): boolean {
  if (!/^https?:\/\/[^\s<>"'\\;,]+$/i.test(address) || !URL.canParse(address)) return false
  const { username, password, search, hash } = new URL(address)
  return username === '' && password === '' && search === '' && hash === '' && !/[?#]/.test(address)
}

/** Whether an address is one of the machine that asks for it, such as the preview's `/…`. */
export function isThisMachine(address: string): boolean {
  return address.startsWith('/') || /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(address).hostname)
}
