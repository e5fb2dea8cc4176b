/** A walk through edits of a portal: after each the warm build has to give what a cold one gives. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildRequest, BuildResult } from '../../src/build.ts'
import { buildPortal, portal, repository, tree, write } from '../support/portal.ts'
import { changes, type Edit, edited } from './edits.ts'
import { filesOf, type Rich } from './rich.ts'

/** What the warm build after an edit did; `isPublished`: there was a site to compare. */
export interface Step {
  edits: readonly Edit[]
  isPublished: boolean
  work: BuildResult['work']
}

/** What is only told where something was published before. */
const ofBefore = ['url-vanished', 'silent-change', 'output-changed', 'output-kept']

/** Builds a portal, then after each step; throws where warm and cold differ. What publishes nothing is taken back with the next step. */
export async function walk(start: Rich, steps: readonly (readonly Edit[])[]): Promise<Step[]> {
  const root = portal(filesOf(start))
  const cache = join(root, '.build-portal/cache')
  const worker = pathToFileURL(join(repository, 'dist/worker.js'))
  const build = ({ now, parser, threads, search }: Rich, options: Partial<BuildRequest>) =>
    buildPortal(root, { now, parser, search, threads: threads === 1 ? null : { count: 2, worker }, ...options })
  try {
    const done: Step[] = []
    let onDisk = start
    const published = [start]
    await build(start, { cache })
    for (const edits of steps) {
      const [last = start] = published
      let next = last
      for (const edit of edits) next = edit.kind === 'undo' ? undone(next, published, edit) : await edited(next, edit)
      write(root, changes(onDisk, next))
      onDisk = next
      if (edits.some(({ kind }) => kind === 'check')) await build(next, { cache, only: 'check' })
      for (const edit of edits) if (edit.kind === 'output') disturb(join(root, '_site'), edit)
      const warm = await build(next, { cache })
      const servers = tree(join(root, '_server'))
      rmSync(join(root, '_cold'), { recursive: true, force: true })
      const cold = await build(next, { out: join(root, '_cold') })
      if (warm.published) {
        differ(edits, 'messages', told(warm), told(cold))
        differ(edits, 'site', tree(join(root, '_site')), tree(join(root, '_cold')))
        differ(edits, 'server', servers, tree(join(root, '_server')))
        const manifest = (out: string) =>
          new Map([['manifest', readFileSync(join(root, out, '.portal/manifest.json'), 'utf8')]])
        differ(edits, 'manifest', manifest('_site'), manifest('_cold'))
        published.unshift(next)
      } else if (cold.published && cold.exit === 0) {
        // Nothing but what was published before may hold a site back that a first build would publish.
        const held = warm.diagnostics.some(({ code, severity }) => severity === 'error' && ofBefore.includes(code))
        if (!held)
          throw new Error(
            `${JSON.stringify(edits)}: the warm build published nothing: ${JSON.stringify(warm.diagnostics)}`,
          )
      }
      done.push({ edits, isPublished: warm.published, work: warm.work })
    }
    return done
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** The portal as it was some published steps ago, built as it is now. */
function undone({ now, parser, threads, search }: Rich, published: readonly Rich[], { to }: Edit): Rich {
  const { texts, settings, files } = published[Math.min(1 + (to % 4), published.length - 1)] as Rich
  return { texts, settings, files, now, parser, threads, search }
}

/** Takes a published file away, or writes another over it. */
function disturb(site: string, { at, to }: Edit): void {
  const paths = [...tree(site).keys()]
  const file = join(site, paths[at % paths.length] ?? '')
  if (to % 2 === 0) rmSync(file)
  else writeFileSync(file, 'khác')
}

function told({ diagnostics }: BuildResult): Map<string, string> {
  const own = diagnostics.filter(({ code }) => !ofBefore.includes(code))
  return new Map(own.map((one, at) => [`${at} ${one.code}`, JSON.stringify(one)]))
}

function differ(
  edits: readonly Edit[],
  what: string,
  warm: ReadonlyMap<string, string>,
  cold: ReadonlyMap<string, string>,
): void {
  for (const name of new Set([...warm.keys(), ...cold.keys()])) {
    const [one, other] = [warm.get(name), cold.get(name)]
    if (one === other) continue
    const from = [...(one ?? '')].findIndex((letter, at) => letter !== other?.[at])
    const around = (text: string | undefined) => text?.slice(Math.max(0, from - 80), from + 200) ?? 'nothing'
    throw new Error(`${JSON.stringify(edits)}: ${what}, ${name}:\nwarm ${around(one)}\ncold ${around(other)}`)
  }
}
