/** The entries of the bulletins' own pages. */
import type { Published } from '../../content/published.ts'
import type { SiteContext } from '../context.ts'
import { type Entry, pageEntry } from '../entry.ts'
import { bulletinGist } from '../gist.ts'
import { bodyReference } from '../holes.ts'
import { hasLead } from '../pictures.ts'
import { relatedOf } from '../related.ts'
import { bulletinView } from '../views/bulletin.ts'

/** Every bulletin with its neighbours in the section and those that are related to it. `outputs` are the paths of all outputs. */
export function bulletinEntries(context: SiteContext, outputs: ReadonlySet<string>): Entry[] {
  const { site } = context
  const sections = new Map<string, Published[]>()
  for (const one of site.bulletins) {
    const section = sections.get(one.category.id)
    if (section) section.push(one)
    else sections.set(one.category.id, [one])
  }
  const related = relatedOf(context)
  const entries: Entry[] = []
  for (const section of sections.values())
    for (const [index, one] of section.entries()) {
      const others = {
        newer: section[index - 1] ?? null,
        older: section[index + 1] ?? null,
        related: related.get(one) ?? [],
      }
      const named = [others.newer, others.older, ...others.related]
      const told = [one, ...named, one.replacement, ...one.versions].filter((p) => p !== null)
      const page = pageEntry(
        context,
        one.url,
        'bulletin',
        told,
        () => bulletinView(one, others, context),
        () => ({ part: 'bulletin', body: bodyReference(one, context, 'page', outputs, !hasLead(one)) }),
      )
      entries.push({
        ...page,
        bodies: [one.bulletin.path],
        gist: () =>
          JSON.stringify([bulletinGist(one, context, outputs), named.map((other) => other && linkGist(other))]),
      })
    }
  return entries
}

/** What a page says of another. */
function linkGist({ bulletin: { facts }, url, language }: Published) {
  return [facts.title, facts.date?.text, url, language]
}
