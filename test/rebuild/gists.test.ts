/** What stands for a view in an output's key holds all that the view takes: outputs of one key say the same. */
import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BuildRequest } from '../../src/build.ts'
import { bulletinSchema } from '../../src/content/front-matter-schema.ts'
import { contentOf, keyOf } from '../../src/render/entry.ts'
import { settingsSchema } from '../../src/source/settings.ts'
import { buildPortal, portal, write } from '../support/portal.ts'
import { shortTheme } from '../support/short-theme.ts'
import { anEdit, changes, edited, type Kind, kinds, settings, values } from './edits.ts'
import { filesOf, type Rich, rich } from './rich.ts'

/** Every edit that a plan may see: a parser, threads and templates make no other plan. */
const seen = (Object.keys(kinds) as Kind[]).filter((kind) => !['parser', 'threads', 'template'].includes(kind))

/** An output of a plan: its template or kind, its key, whether a stand-in is in that, and the digest of what it says. */
interface Seen {
  name: string
  key: string
  isShort: boolean
  content: string
}

/** Everything that would be rendered of a portal; nothing where its settings have an error. */
async function outputsOf(places: BuildRequest['places'], portal: Rich, isPreview: boolean): Promise<Seen[]> {
  const { now, search } = portal
  const held = { drafts: isPreview, future: isPreview }
  const { plan } = await buildPortal(places.root, { places, now, search, only: 'list', ...held })
  return (plan?.entries ?? []).flatMap((entry): Seen[] => {
    const { making, gist } = entry
    if (plan === null || 'from' in making || making.kind === 'card') return []
    const content = contentOf(making)
    const name = making.kind === 'page' ? making.template : making.kind
    // The digest of a template is its name: nobody renders.
    const key = keyOf({ ...entry, making }, () => content, new Map([[name, name]]), plan)
    return [{ name, key, isShort: gist !== undefined, content: hash('sha256', JSON.stringify(content), 'base64') }]
  })
}

test('every key of front matter and every setting is edited', () => {
  expect(Object.keys(values).sort()).toEqual(Object.keys(bulletinSchema.shape).sort())
  const names = new Set(Object.keys(settings).map((name) => name.split('.')[0]))
  expect([...names].sort()).toEqual(Object.keys(settingsSchema(['vi']).shape).sort())
})

test('outputs of one key say the same, whatever is edited', async () => {
  const contents = new Map<string, string>()
  const counted = new Map<string, { keys: Set<string>; contents: Set<string> }>()
  const steps = fc.array(fc.array(anEdit(seen), { minLength: 1, maxLength: 3 }), { minLength: 12, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (all, isPreview) => {
      let now = await rich()
      const root = portal(filesOf(now))
      const places = shortTheme(root)
      for (const edits of [[], ...all]) {
        let next = now
        for (const edit of edits) next = await edited(next, edit)
        write(root, changes(now, next))
        const outputs = await outputsOf(places, next, isPreview)
        // Outputs of different settings differ in their keys, whatever they say: that is not counted.
        const frame = JSON.stringify([next.settings, next.search])
        for (const { name, key, isShort, content } of outputs) {
          const known = contents.get(key)
          if (known !== undefined && known !== content) throw new Error(`${name}: ${JSON.stringify(edits)}`)
          contents.set(key, content)
          if (!isShort) continue
          const count = counted.get(name) ?? { keys: new Set(), contents: new Set() }
          counted.set(name, count)
          count.keys.add(key)
          count.contents.add(frame + content)
        }
        // What cannot be planned is taken back, or nothing would be seen of what comes after it.
        if (outputs.length === 0) write(root, changes(next, now))
        else now = next
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 16), seed: Number(process.env.SEED ?? 7), endOnFailure: true },
  )
  for (const [name, of] of counted)
    process.stdout.write(`${name}: ${of.keys.size} keys, ${of.contents.size} contents\n`)
})
