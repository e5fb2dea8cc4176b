/** The list of bulletins with their states and addresses. */

import type { BuildResult } from '../build.ts'
import { outputAt } from '../content/address.ts'
import type { Published } from '../content/published.ts'
import type { Language } from '../diagnostics/diagnostic.ts'
import { diagnosticJson } from './report/machine.ts'
import { type Words, wordsOf } from './words.ts'

type StateName =
  | 'draft'
  | 'scheduled'
  | 'unapproved'
  | 'faulty'
  | 'published'
  | 'withdrawn'
  | 'removed'
  | 'expired'
  | 'ignored'
  | 'standing'

interface Row {
  file: string
  state: StateName
  date: string | null
  title: string | null
  url: string | null
  outputs: string[]
}

/** Writes the list; `all` adds the files that are passed over. */
export function listReport(result: BuildResult, all: boolean, format: 'text' | 'json', language: Language): string {
  const rows = rowsOf(result, all)
  if (format === 'json') {
    const diagnostics = result.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, language))
    return `${JSON.stringify({ ok: result.exit === 0, bulletins: rows, diagnostics }, null, 2)}\n`
  }
  const words: Words = wordsOf(language)
  const label = (row: Row) => String(words[row.state])
  const width = rows.reduce((most, row) => Math.max(most, label(row).length), 0)
  return rows
    .map((row) =>
      [label(row).padEnd(width), (row.date ?? '').slice(0, 10).padEnd(10), row.url ?? '—', row.file].join('  '),
    )
    .map((line) => `${line}\n`)
    .join('')
}

function rowsOf({ site, skipped, ignored, plan }: BuildResult, all: boolean): Row[] {
  if (site === null) return []
  const { prefix } = site.config
  const aliases = new Map<Published, string[]>()
  for (const { to, output } of site.redirects) {
    const known = aliases.get(to)
    if (known) known.push(output)
    else aliases.set(to, [output])
  }
  const row = (page: Published, state: StateName): Row => {
    const media = [...page.media.values()].map(({ output }) => output)
    return {
      file: page.bulletin.file,
      state,
      date: page.bulletin.facts.date?.text ?? null,
      title: page.state.removed ? null : page.bulletin.facts.title,
      url: prefix + page.url,
      outputs: plan === null ? [] : [outputAt(page.url), ...media, ...(aliases.get(page) ?? [])],
    }
  }
  const stateName = ({ state }: Published): StateName =>
    state.held ?? (state.withdrawn ? 'withdrawn' : state.expired ? 'expired' : 'published')
  return [
    ...site.bulletins.map((page) => row(page, stateName(page))),
    ...site.removed.map((page) => row(page, 'removed')),
    ...site.standing.map((page) => row(page, 'standing')),
    ...skipped.map(
      ({ file, reason }): Row => ({ file, state: reason, date: null, title: null, url: null, outputs: [] }),
    ),
    ...(all
      ? ignored.map((file): Row => ({ file, state: 'ignored', date: null, title: null, url: null, outputs: [] }))
      : []),
  ]
}
