/** What is judged over the whole plan before anything is made: embargo and vanished pages. */
import type { SourceBulletin } from '../content/release.ts'
import type { Site } from '../content/site.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../plan/plan.ts'
import type { Publication } from '../publish/open.ts'

/** An output that tells of a bulletin which is held back would break its embargo. */
export function leaks(plan: Plan, held: readonly SourceBulletin[]): Diagnostic[] {
  const secret = new Map(held.map(({ bulletin }) => [bulletin.path, bulletin.file]))
  return [...plan.entries, ...plan.server].flatMap(({ path, sources }) =>
    sources.flatMap((source) => {
      const file = secret.get(source)
      return file === undefined ? [] : [problem('embargo-leak', { output: path }, inFile(file))]
    }),
  )
}

/** Pages of the last publish that no output stands for any more. */
export function vanished(publication: Publication, plan: Plan, site: Site): Diagnostic[] {
  const { prefix } = site.config
  const outputs = new Set(plan.entries.map(({ path }) => path))
  return publication.before.pages
    .filter((url) => {
      if (!url.startsWith(`${prefix}/`)) return false
      const path = decodeURIComponent(url.slice(prefix.length + 1))
      return !outputs.has(path === '' || path.endsWith('/') ? `${path}index.html` : path)
    })
    .map((url) => problem('url-vanished', { url }))
}
