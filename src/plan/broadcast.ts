/** The Broadcast: a bulletin as a text to be read out, beside its page, for loudspeakers and for speech synthesis. */
import type { Published } from '../content/published.ts'
import type { PlanContext } from './context.ts'
import type { BodyReference } from './holes.ts'

/** What is read out; `abbreviations` are those of the settings. */
export interface Broadcast {
  title: string
  /** `2023-01-17`. */
  date: string
  summary: string | null
  authors: string[]
  /** Why the bulletin was withdrawn, if it was. */
  withdrawn: string | null
  /** The holes are filled with nothing: addresses and pictures are not read out. */
  body: BodyReference
  abbreviations: Record<string, string>
}

/** Whether a bulletin's language is the one that is read out. */
export function isReadOut({ language }: Published): boolean {
  return language === 'vi' || language.startsWith('vi-')
}

/** Makes what is read out of a bulletin. */
export function broadcastOf(page: Published, { config }: PlanContext): Broadcast {
  const { facts } = page.bulletin
  const nothing = { url: '', size: null }
  return {
    title: facts.title,
    date: facts.date?.text.slice(0, 10) ?? '',
    summary: facts.summary ?? null,
    authors: page.authors.map(({ name }) => name),
    withdrawn: facts.withdrawn?.reason ?? null,
    body: { path: page.bulletin.path, values: [...page.references, ...page.citations].map(() => nothing) },
    abbreviations: config.abbreviations,
  }
}
