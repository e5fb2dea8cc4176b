/** The entries of the bulletins' twins, where the settings ask for them. */
import { twinUrl } from '../../content/address.ts'
import type { SiteContext } from '../context.ts'
import { type Entry, sourcesOf } from '../entry.ts'
import { bulletinGist } from '../gist.ts'
import { removedTwin, twinOf } from '../twin.ts'

/** One beside every bulletin's page, tombstones included. `outputs` are the paths of all outputs. */
export function twinEntries(context: SiteContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config } = context
  if (!config.outputs.includes('json')) return []
  return [
    ...site.bulletins.map(
      (page): Entry => ({
        path: twinUrl(page.url).slice(1),
        sources: sourcesOf([page, ...page.versions, ...(page.replacement ? [page.replacement] : [])]),
        making: { kind: 'twin', language: config.language, twin: () => twinOf(page, context, outputs) },
        bodies: [page.bulletin.path],
        gist: () => bulletinGist(page, context, outputs),
      }),
    ),
    ...site.removed
      .filter(({ bulletin }) => !bulletin.standing)
      .map(
        (page): Entry => ({
          path: twinUrl(page.url).slice(1),
          sources: sourcesOf([page]),
          making: { kind: 'twin', language: config.language, twin: () => removedTwin(page, context) },
        }),
      ),
  ]
}
