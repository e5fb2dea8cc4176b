/** The entry of the list of pages that an endpoint may count. */
import { outputAt } from '../../content/address.ts'
import type { Site } from '../../content/site.ts'
import { isCounting } from '../../source/counter.ts'
import type { PlanContext } from '../context.ts'
import { counts } from '../counter.ts'
import { type Entry, sourcesOf } from '../entry.ts'

/** The kinds of pages that readers come to; a tombstone, a redirect and "not found" are none. */
const counted = ['home', 'bulletin', 'standing', 'listing', 'archive', 'register', 'decision', 'corrections', 'search']

/**
 * `counter-paths.json`: the paths, with the prefix, that an endpoint may count, in order. One more bulletin changes it.
 * None where nothing is counted.
 */
export function counterPaths(site: Site, { config, href }: PlanContext, entries: readonly Entry[]): Entry[] {
  if (!isCounting(config.counter)) return []
  const texts = [...site.bulletins, ...site.standing]
  const silent = new Set(texts.filter((one) => !counts(one)).map(({ url }) => outputAt(url)))
  const paths = entries
    .filter(({ path, making }) => making.kind === 'page' && counted.includes(making.template) && !silent.has(path))
    .map(({ path }) => href(`/${path.replace(/index\.html$/, '')}`))
    .sort()
  return [
    {
      path: 'counter-paths.json',
      sources: sourcesOf(texts.filter(counts)),
      making: { kind: 'text', text: `${JSON.stringify(paths)}\n` },
    },
  ]
}
