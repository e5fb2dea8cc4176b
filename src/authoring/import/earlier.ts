/** Bulletins that are there already, by the addresses that they had on the old site. */

import { readBulletin } from '../../content/bulletin.ts'
import { splitFrontMatter } from '../../content/front-matter.ts'
import type { MarkdownReader } from '../../content/markdown/reader.ts'
import { isMarkdown } from '../../content/media.ts'
import { readMoment } from '../../source/calendar.ts'
import { walkFolder } from '../../source/folder.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { readText } from '../../source/text.ts'
import type { FindTarget, LinkTarget } from './links.ts'
import { pathKey, urlKey } from './targets.ts'

/** Finds bulletins of `content`, the absolute path of a folder, which is read when the first link asks for one. */
export function earlierTargets(
  content: string,
  base: string | null,
  config: SiteConfig,
  reader: MarkdownReader,
  now: number,
): FindTarget {
  let known: Map<string, LinkTarget> | null = null
  return (link) => {
    if (link.url === null || !link.isOwn) return null
    known ??= read(content, base, config, reader, now)
    return known.get(urlKey(link.url)) ?? null
  }
}

function read(
  content: string,
  base: string | null,
  config: SiteConfig,
  reader: MarkdownReader,
  now: number,
): Map<string, LinkTarget> {
  const known = new Map<string, LinkTarget>()
  for (const [path, file] of walkFolder(content, '', content, (name) => name.startsWith('.')).folder.files) {
    if (!isMarkdown(path)) continue
    const text = readText(file)
    if ('diagnostic' in text) continue
    const end = text.text.indexOf('\n---', 3)
    const head = end < 0 ? '' : text.text.slice(0, end + 5)
    // Only what has an old address is read as YAML: an archive has thousands.
    if (!/^(?:legacy|aliases):/m.test(head)) continue
    const values = splitFrontMatter(head, '').frontMatter?.values ?? {}
    const url = (values.legacy as { url?: unknown } | null | undefined)?.url
    const old = typeof url === 'string' && URL.canParse(url) ? url : null
    const target: LinkTarget = {
      path,
      isHeld: values.draft === true || !isOut(values.publishAt ?? values.date, config.timezone, now),
      parts: () => {
        const again = readText(file)
        const { bulletin } = readBulletin('text' in again ? again.text : '', path, '', {}, config, reader)
        return bulletin?.body.ids ?? []
      },
    }
    if (old !== null) known.set(urlKey(old), target)
    const site = old ?? base
    for (const alias of [values.aliases].flat())
      if (typeof alias === 'string' && site !== null && URL.canParse(alias, site)) {
        const address = new URL(alias, site).href
        if (pathKey(address) !== '') known.set(urlKey(address), target)
      }
  }
  return known
}

function isOut(date: unknown, timezone: string, now: number): boolean {
  const moment = readMoment(String(date), timezone)
  return !('fault' in moment) && moment.instant <= now
}
