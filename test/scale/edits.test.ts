/** A thousand edits of every kind, one after another and several at once: `npm run test:scale`, or `SEED=8 npm run test:scale`. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anEdit, kinds } from '../rebuild/edits.ts'
import { rich } from '../rebuild/rich.ts'
import { type Step, walk } from '../rebuild/warm-cold.ts'

/** A walk of so many steps, so many times. */
const [STEPS, WALKS] = [40, 25]

test('warm output equals cold output after each of a thousand edits', async () => {
  const all: Step[] = []
  const one = fc.array(anEdit(), { minLength: 1, maxLength: 1 })
  const several = fc.array(anEdit(), { minLength: 2, maxLength: 5 })
  const step = fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: several })
  const steps = fc.array(step, { minLength: STEPS, maxLength: STEPS })
  // Enough bulletins for another thread to be worth its while.
  const start = fc.record({ length: fc.constantFrom(0, 25), search: fc.boolean(), threads: fc.constantFrom(1, 2) })
  await fc.assert(
    fc.asyncProperty(start, steps, async ({ length, search, threads }, edits) => {
      for (const done of await walk({ ...(await rich(length)), search, threads }, edits)) all.push(done)
      process.stdout.write(`${all.length} edits\n`)
    }),
    { numRuns: WALKS, seed: Number(process.env.SEED ?? 1), endOnFailure: true },
  )
  process.stdout.write(table(all))
  for (const kind of Object.keys(kinds))
    expect(
      all.some(({ edits, isPublished }) => isPublished && edits.some((edit) => edit.kind === kind)),
      kind,
    ).toBe(true)
  expect(all.filter(({ isPublished }) => isPublished).length).toBeGreaterThan(all.length / 2)
})

/** How much work a warm build did after each kind of edit, on average, where it published. */
function table(steps: readonly Step[]): string {
  const columns = ['read', 'parsed', 'rendered', 'indexed', 'searched', 'encoded'] as const
  const rows = [...Object.keys(kinds), 'several'].map((kind) => {
    const of = steps.filter(({ edits }) => (edits.length > 1 ? 'several' : edits[0]?.kind) === kind)
    const published = of.filter(({ isPublished }) => isPublished)
    const sum = (name: (typeof columns)[number]) => published.reduce((all, { work }) => all + work[name], 0)
    const means = columns.map((name) => (sum(name) / Math.max(1, published.length)).toFixed(1))
    return [kind, of.length, published.length, ...means]
  })
  const head = ['edit', 'times', 'published', ...columns]
  return [head, ...rows]
    .map((row) => row.map((cell) => String(cell).padStart(10)).join(' '))
    .join('\n')
    .concat('\n')
}
