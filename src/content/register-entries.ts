/** The entries of the register: each document once, with the bulletins that declare it. */
import { compareTexts } from '../source/order.ts'
import type { Config } from '../source/settings.ts'
import type { Media } from './media.ts'
import type { Published } from './published.ts'
import { decisionUrl, type Identity } from './register.ts'

/** A document of the register with the bulletins that declare it, newest first. */
export interface RegisterEntry {
  identity: Identity
  url: string
  number: string
  title: string | null
  date: string | null
  source: string | null
  /** The published file, from the bulletin that brings it. */
  file: Media | null
  citedIn: Published[]
}

/** Gathers the register from bulletins, newest first; its entries are newest first too. */
export function registerOf(bulletins: readonly Published[], config: Config): RegisterEntry[] {
  const entries = new Map<string, RegisterEntry>()
  // Oldest first, so that the first bulletin to declare a document words its entry and later ones only complete it.
  for (const page of [...bulletins].reverse())
    for (const [index, decision] of page.decisions.entries()) {
      if (decision.identity === null) continue
      const url = decisionUrl(decision.identity, config)
      const file = page.named.get(`decision.${index}.file`) ?? null
      const entry = entries.get(url)
      if (!entry)
        entries.set(url, {
          identity: decision.identity,
          url,
          number: decision.number,
          title: decision.title,
          date: decision.date,
          source: decision.source,
          file,
          citedIn: [page],
        })
      else {
        entry.title ??= decision.title
        entry.date ??= decision.date
        entry.source ??= decision.source
        entry.file ??= file
        if (!entry.citedIn.includes(page)) entry.citedIn.unshift(page)
      }
    }
  return [...entries.values()].sort(
    (a, b) =>
      compareTexts(b.date ?? String(b.identity.year), a.date ?? String(a.identity.year)) || compareTexts(a.url, b.url),
  )
}
