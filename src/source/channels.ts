/** The settings `share` and `follow`: where readers may send a bulletin, and where they may follow the office. */
import * as z from 'zod'
import type { SiteLanguage } from './language/labels.ts'
import * as s from './schema.ts'

/** What a bulletin can be shared with, in no order. */
export const shareTargets = ['zalo', 'facebook', 'x', 'whatsapp', 'email', 'copy'] as const
export type ShareTarget = (typeof shareTargets)[number]

/** What is offered where the settings do not say; Zalo is of Việt Nam. */
export const shareDefaults: Record<SiteLanguage, readonly ShareTarget[]> = {
  vi: ['zalo', 'facebook', 'email', 'copy'],
  en: ['facebook', 'email', 'copy'],
}

/** Channels that have a name of their own. */
const channels = ['zaloOA', 'facebook', 'youtube', 'email'] as const

/** A place to follow the office: a channel that is known by its name, the site's RSS, or any link with its title. */
export type Follow =
  | { kind: (typeof channels)[number]; url: string }
  | { kind: 'rss' }
  | { kind: 'link'; title: string; url: string }

/** A list of `rss`, `{facebook: address}` and `{title, url}`, as it reads in the first of `languages` in which each is given. */
export function followSchema(languages: readonly SiteLanguage[]) {
  const link = s.byLanguage(s.anyLink, languages)
  const named = channels.map((kind) =>
    z.strictObject({ [kind]: link }).transform((given): Follow => ({ kind, url: String(given[kind]) })),
  )
  const any = z
    .strictObject({ title: s.byLanguage(s.text, languages), url: link })
    .transform((given): Follow => ({ kind: 'link', ...given }))
  const rss = z.literal('rss').transform((): Follow => ({ kind: 'rss' }))
  return s.list(z.union([rss, ...named, any], 'follow')).default([])
}
