/** Makes the outputs of a plan; what the memo knows to be on disk already is not made again. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import type { Plan } from '../plan/plan.ts'
import type { Publication } from '../publish/open.ts'
import { stage } from '../publish/stage.ts'
import { inputOf, type RenderedEntry, renderEntry } from '../render/entry.ts'
import type { Theme } from '../render/theme/compile-theme.ts'
import { digest, digestOfAll } from '../source/digest.ts'
import { recallFragment } from './bulletins.ts'

/** Every output's digest by its path; `rendered` counts those that had to be rendered. */
export interface MadeOutputs {
  outputs: Map<string, string>
  rendered: number
  diagnostics: Diagnostic[]
}

/** Stages what differs from what is published. Codes: `template-failed`, `file-changed`, `machine-failed`. */
export async function makeOutputs(
  plan: Plan,
  theme: Theme,
  publication: Publication,
  memo: Memo,
  onProgress: (done: number, total: number) => void,
): Promise<MadeOutputs> {
  const made: MadeOutputs = { outputs: new Map(), rendered: 0, diagnostics: [] }
  const using = { theme, site: plan.site, fragment: (name: string) => recallFragment(memo, name) }
  const put = (path: string, found: string, content: { bytes: string } | { copyOf: string; shown: string }) => {
    made.outputs.set(path, found)
    if (publication.present.get(path) === found) return
    made.diagnostics.push(...(stage(publication, { path, digest: found, content }) ?? []))
  }
  for (const [index, entry] of plan.entries.entries()) {
    onProgress(index, plan.entries.length)
    const { path, making } = entry
    if (making.kind === 'copy') {
      put(path, making.digest, { copyOf: making.from, shown: making.shown })
      continue
    }
    const toRender: RenderedEntry = { ...entry, making }
    const key = `output:${digestOfAll(making.kind, ...inputOf(toRender, using))}`
    const known = memo.get(key)
    if (known !== undefined && publication.present.get(path) === known) {
      made.outputs.set(path, known)
      continue
    }
    made.rendered++
    const rendered = await renderEntry(toRender, using)
    if ('diagnostic' in rendered) {
      made.diagnostics.push(rendered.diagnostic)
      continue
    }
    const found = digest(rendered.text)
    memo.put(key, found)
    put(path, found, { bytes: rendered.text })
  }
  return made
}
