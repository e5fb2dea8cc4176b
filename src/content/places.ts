/** Where texts that have no page yet will stand. */
import { outputAt } from './address.ts'

/** Their pages by address and their old addresses by output, both in lower case. */
export interface Places<T> {
  pages: ReadonlyMap<string, T>
  old: ReadonlyMap<string, T>
}

/** What stands at a path, in any case, or above it: a file beside a page belongs to the page. */
export function standingAt<T>(path: string, { pages, old }: Places<T>): T | null {
  const steps = path.toLowerCase().split('/').filter(Boolean)
  for (let length = steps.length; length > 0; length--) {
    const found = pages.get(`/${steps.slice(0, length).join('/')}/`)
    if (found !== undefined) return found
  }
  return old.get(outputAt(`/${steps.join('/')}`)) ?? old.get(outputAt(`/${steps.join('/')}/`)) ?? null
}
