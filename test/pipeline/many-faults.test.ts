/** Faults in every bulletin cost each bulletin the same, however many there are: what is looked at is counted. */
import { expect, test } from 'vitest'
import { findingsOfOne, writeFaulty } from '../support/many-faults.ts'
import { buildPortal, portal } from '../support/portal.ts'

async function checked(count: number) {
  const root = portal({})
  writeFaulty(root, count, 'findings')
  const { exit, diagnostics, work } = await buildPortal(root, { only: 'check' })
  return { exit, diagnostics, looks: work.looks }
}

test('twice as many bulletins with faults are twice as much to look at, and each is answered as one alone would be', async () => {
  const [few, many] = [await checked(300), await checked(600)]
  expect([few.exit, many.exit]).toEqual([1, 1])
  expect(few.diagnostics).toHaveLength(300 * findingsOfOne)
  expect(many.diagnostics).toHaveLength(600 * findingsOfOne)
  expect(few.looks).toBeGreaterThan(300)
  expect(many.looks / few.looks).toBeLessThan(2.2)
  const known = (file: string) =>
    many.diagnostics.flatMap(({ place, args }) =>
      place?.file === file && 'known' in args && args.known !== null ? [args.known] : [],
    )
  for (const id of ['00000', '00123', '00599']) {
    const month = `2024/${String(1 + (Number(id) % 12)).padStart(2, '0')}`
    expect(known(`content/2024/tin-${id}.md`).sort()).toEqual(
      [`/${month}/tin-${id}/`, `anh-${id}.png`, 'author', 'lich-hop', `tin-${id}.md`].sort(),
    )
  }
})
