/** After any edits a warm build gives, byte for byte, what a cold one gives. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anEdit } from './edits.ts'
import { rich } from './rich.ts'
import { walk } from './warm-cold.ts'

test('warm output equals cold output, after every edit', async () => {
  let published = 0
  const steps = fc.array(fc.array(anEdit(), { minLength: 1, maxLength: 2 }), { minLength: 10, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const done = await walk(await rich(), all)
      published += done.filter(({ isPublished }) => isPublished).length
    }),
    { numRuns: 4, seed: 94, endOnFailure: true },
  )
  expect(published).toBeGreaterThan(20)
})
