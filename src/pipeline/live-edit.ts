/** The pages of edited texts, made at once and ahead of the build that will follow: for a preview that answers as its author types. */

import type { Cache } from '../cache/cache.ts'
import { type Fragment, fillFragment } from '../content/markdown/fragment.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { SiteViews } from '../plan/plan.ts'
import { writeAhead } from '../publish/ahead.ts'
import { renderContent } from '../render/entry.ts'
import type { Inputs } from './inputs.ts'
import { recallText } from './planned.ts'
import { type Kept, readingOf } from './reading.ts'
import { themeRenderer } from './rendering.ts'
import type { Ahead } from './request.ts'

/** Prepares for edits after a build; `facts` are the digests of its bulletins but for their texts, by path. The cache may be closed. */
export function aheadOf(
  sites: SiteViews,
  facts: ReadonlyMap<string, string>,
  { snapshot, config, reading, templates, files: { assets } }: Inputs,
  cache: Cache,
  out: string,
): Ahead {
  const prepare = async () => {
    const theme = { sources: templates.sources, assets, editions: config.editions, sites }
    const sources = new Map([...snapshot.content.values()].map((source) => [source.absolute, source]))
    return { sources, read: await readingOf(reading.context), page: themeRenderer(theme) }
  }
  // Most builds are followed by no edit in their process.
  let prepared: ReturnType<typeof prepare> | null = null

  /** The pages of one text; null where they cannot be told. */
  const pagesOf = async (file: string): Promise<[path: string, text: string][] | null> => {
    prepared ??= prepare()
    const { sources, read, page } = await prepared
    const source = sources.get(file)
    if (!source) return null
    const { path, absolute } = source
    const { read: text } = read({
      path,
      file: source.file,
      absolute,
      inherited: reading.inheritedFor(path),
      expected: null,
    })
    if (text === null || (JSON.parse(text.json) as Kept).facts !== facts.get(path)) return null
    const known = recallText(path, cache)
    if (known === null) return null
    const fragment = JSON.parse(text.fragmentJson) as Fragment
    const html = ({ values }: BodyReference) => fillFragment(fragment, values)
    const pages: [string, string][] = []
    for (const output of known.outputs) {
      const content = output.content()
      if (content.kind !== 'page') continue
      const made = await renderContent(content, output.path, { page, html })
      if ('diagnostic' in made) return null
      pages.push([output.path, made.text])
    }
    return pages
  }
  return async (files) => {
    // A template is compiled when it is first used, which takes longer than all the rest: a page made for nothing spares
    // the author that wait.
    const [first] = snapshot.content.values()
    if (files.length === 0 && first) await pagesOf(first.absolute)
    const pages: [string, string][] = []
    for (const file of files) {
      const own = await pagesOf(file)
      if (own === null) return false
      for (const one of own) pages.push(one)
    }
    return pages.length === 0 || writeAhead(out, pages)
  }
}
