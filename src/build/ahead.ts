/** The pages of edited texts, made at once and ahead of the build that will follow: for a preview that answers as its author types. */
import { type Fragment, fillFragment } from '../content/markdown/fragment.ts'
import type { Memo } from '../memo/memo.ts'
import { writeAhead } from '../publish/ahead.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Snapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import type { Reading } from './bulletins.ts'
import { type Kept, readingOf } from './reading.ts'
import { themeRenderer } from './rendering.ts'
import { type LastBuild, originalOf } from './repeat.ts'
import { type TextMaking, textOf } from './text-making.ts'

/**
 * Makes the pages of texts (absolute paths) that were edited since the build which gave this, and puts them into the output
 * folder; none at all is a wish to be ready for the next. Lists and feeds are left to the build that has to follow. False where that build has to come at once:
 * more than a text differs, or it is not known how a page was made, or another process is at work; nothing was written then.
 */
export type Ahead = (files: readonly string[]) => Promise<boolean>

interface Means {
  sources: ReadonlyMap<string, SourceFile>
  read: Awaited<ReturnType<typeof readingOf>>
  render: ReturnType<typeof themeRenderer>
}

/** Prepares for edits after a build; `last` is what that build left for the next. */
export function aheadOf(
  last: LastBuild,
  snapshot: Snapshot,
  config: SiteConfig,
  reading: Reading,
  theme: { sources: readonly TemplateSource[]; assets: ReadonlyMap<string, string> },
  memo: Memo,
  out: string,
): Ahead {
  /** The pages of one text; null where they cannot be told. */
  const pagesOf = (file: string, { sources, read, render }: Means): [path: string, text: string][] | null => {
    const source = sources.get(file)
    const known = source && last.texts[source.path]
    if (!source || !known) return null
    const { path, absolute } = source
    const job = { path, file: source.file, absolute, inherited: reading.inheritedFor(path), expected: null }
    const { kept, fragment } = read(job)
    if (kept === null || fragment === null || (JSON.parse(kept) as Kept).facts !== known[1]) return null
    const html = JSON.parse(fragment) as Fragment
    const pages: [string, string][] = []
    for (const [output, key] of last.carriers[originalOf(source.path, last)] ?? []) {
      if (!output.endsWith('.html')) continue
      const json = memo.recall(key.replace('output:', 'making:'))
      const making = json === undefined ? null : (JSON.parse(json) as TextMaking)
      if (making?.kind !== 'page') return null
      const text = textOf(making, render, ({ values }) => fillFragment(html, values))
      if (text === null) return null
      pages.push([output, text])
    }
    return pages
  }
  const prepare = async (): Promise<Means> => ({
    sources: new Map([...snapshot.content.values()].map((source) => [source.absolute, source])),
    read: await readingOf(reading.context),
    render: themeRenderer({ ...theme, editions: config.editions, sites: last.sites }),
  })
  let means: Promise<Means> | null = null
  return async (files) => {
    // Most builds are followed by no edit in their process.
    means ??= prepare()
    const prepared = await means
    // A template is compiled when it is first used, which takes longer than all the rest: a page made for nothing spares
    // the author that wait.
    const [first] = snapshot.content.values()
    if (files.length === 0 && first) pagesOf(first.absolute, prepared)
    const pages: [string, string][] = []
    for (const file of files) {
      const own = pagesOf(file, prepared)
      if (own === null) return false
      for (const page of own) pages.push(page)
    }
    return pages.length === 0 || writeAhead(out, pages)
  }
}
