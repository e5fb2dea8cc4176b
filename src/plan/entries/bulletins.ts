/** The entries of the bulletins' own pages. */
import type { Published } from '../../content/published.ts'
import type { SiteContext } from '../context.ts'
import { type Entry, pageEntry } from '../entry.ts'
import { bulletinGist } from '../gist.ts'
import { bodyReference } from '../holes.ts'
import { hasLead } from '../pictures.ts'
import { bulletinView } from '../views/bulletin.ts'

/** Every bulletin with its neighbours in the section. `outputs` are the paths of all outputs. */
export function bulletinEntries(context: SiteContext, outputs: ReadonlySet<string>): Entry[] {
  const { site } = context
  const sections = new Map<string, Published[]>()
  for (const one of site.bulletins) {
    const section = sections.get(one.category.id)
    if (section) section.push(one)
    else sections.set(one.category.id, [one])
  }
  const entries: Entry[] = []
  for (const section of sections.values())
    for (const [index, one] of section.entries()) {
      const neighbours = { newer: section[index - 1] ?? null, older: section[index + 1] ?? null }
      const told = [one, neighbours.newer, neighbours.older, one.replacement, ...one.versions].filter((p) => p !== null)
      const page = pageEntry(
        context,
        one.url,
        'bulletin',
        told,
        () => bulletinView(one, neighbours, context),
        () => ({ part: 'bulletin', body: bodyReference(one, context, 'page', outputs, !hasLead(one)) }),
      )
      const named = [neighbours.newer, neighbours.older].map((other) => other && linkGist(other))
      entries.push({
        ...page,
        bodies: [one.bulletin.path],
        gist: () => JSON.stringify([bulletinGist(one, context, outputs), named]),
      })
    }
  return entries
}

/** What a page says of a neighbour. */
function linkGist({ bulletin, url, language }: Published) {
  return [bulletin.facts.title, url, language]
}
