/** A whole publish of a site given as texts, as a build does it: only what is not present is staged. */
import { hash } from 'node:crypto'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { close } from '../../src/publish/close.ts'
import { commit, type Receipt, type Recorded } from '../../src/publish/commit.ts'
import { openPublication } from '../../src/publish/open.ts'
import type { OutputStat } from '../../src/publish/present.ts'
import { stage } from '../../src/publish/stage.ts'

/** The texts of a site by path. */
export type Site = Readonly<Record<string, string>>

/** What a publish came to. */
export interface Outcome {
  receipt: Receipt | null
  diagnostics: Diagnostic[]
  repaired: 'finished' | 'undone' | null
  staged: string[]
}

/** Publishes and closes. */
export function publishSite(
  out: string,
  site: Site,
  options: { known?: ReadonlyMap<string, OutputStat>; force?: boolean; pages?: string[] } = {},
): Outcome {
  const opened = openPublication(out, 'out', { known: options.known ?? new Map(), force: options.force ?? false })
  const { publication } = opened
  const diagnostics = [...opened.diagnostics]
  if (publication === null) return { receipt: null, diagnostics, repaired: null, staged: [] }
  const { repaired } = publication
  const staged: string[] = []
  try {
    for (const [path, text] of Object.entries(site)) {
      const digest = digestOf(text)
      if (publication.present.get(path) === digest) continue
      const problems = stage(publication, { path, digest, content: { bytes: text } })
      if (problems !== undefined) return { receipt: null, diagnostics: [...diagnostics, ...problems], repaired, staged }
      staged.push(path)
    }
    const recorded = recordedPages(options.pages ?? [])
    const done = commit(publication, digestsOf(site), recorded, { force: options.force ?? false })
    return { receipt: done.receipt, diagnostics: [...diagnostics, ...done.diagnostics], repaired, staged }
  } finally {
    close(publication)
  }
}

/** What is recorded of pages that nobody signs and that are no bulletins. */
export function recordedPages(pages: readonly string[]): Recorded {
  return { pages, records: new Map(), sign: null }
}

/** The digests of a site by path. */
export function digestsOf(site: Site): Map<string, string> {
  return new Map(Object.entries(site).map(([path, text]) => [path, digestOf(text)]))
}

/** The digest of a text. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'hex')
}

/** Code and path of each diagnostic. */
export function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, args }) => ('path' in args ? `${code} ${args.path}` : code))
}
