/** The entries of what is read out, beside the pages of bulletins, where the settings ask for it. */
import { broadcastUrl } from '../../content/address.ts'
import { broadcastOf, isReadOut } from '../broadcast.ts'
import type { SiteContext } from '../context.ts'
import { type Entry, sourcesOf } from '../entry.ts'

/** Both forms of every bulletin in Vietnamese, where the settings ask for them: no other language is read out. */
export function broadcastEntries(context: SiteContext): Entry[] {
  const { site, config } = context
  if (!config.outputs.includes('broadcast')) return []
  return site.bulletins.filter(isReadOut).flatMap((page) =>
    (['txt', 'ssml'] as const).map(
      (format): Entry => ({
        path: broadcastUrl(page.url, format).slice(1),
        sources: sourcesOf([page]),
        bodies: [page.bulletin.path],
        making: { kind: 'broadcast', format, broadcast: () => broadcastOf(page, context) },
      }),
    ),
  )
}
