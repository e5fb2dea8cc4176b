/** Archives in which every bulletin has faults, as large as they come: `npm run test:scale`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Faults, findingsOfOne, writeFaulty } from '../support/many-faults.ts'
import { repository } from '../support/portal.ts'

/** Runs `check` and gives its exit code, the errors and warnings that it counted, and how many names it looked at for them. */
function check(
  count: number,
  faults: Faults,
): { status: number | null; errors: number; warnings: number; looks: number } {
  const root = mkdtempSync(join(tmpdir(), 'scale-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  writeFaulty(root, count, faults)
  const args = [
    join(repository, 'bin/build-portal.js'),
    'check',
    '--root',
    root,
    '--lang',
    'en',
    '--no-cache',
    '--verbose',
  ]
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    // A message for each finding.
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [, errors = '0', warnings = '0'] = /^(\d+) errors(?:, (\d+) warnings)?$/m.exec(stdout) ?? []
  const { work } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { work: { looks: number } }
  process.stdout.write(`${count} bulletins, ${faults}: exit ${status}, ${work.looks} names looked at\n`)
  return { status, errors: Number(errors), warnings: Number(warnings), looks: work.looks }
}

test.each([
  ['findings', [5000, 10_000, 20_000]],
  ['files', [2000, 4000, 8000]],
  ['links', [1000, 2000, 4000]],
] as const)('faulty %s: what is looked at grows as the bulletins do', (faults, counts) => {
  const found = counts.map((count) => ({ count, ...check(count, faults) }))
  for (const { count, status, errors, warnings } of found) {
    expect(status).toBe(1)
    expect(errors + warnings).toBe(count * (faults === 'findings' ? findingsOfOne : 1))
  }
  const each = found.map(({ count, looks }) => looks / count)
  expect(Math.max(...each) / Math.min(...each)).toBeLessThan(1.5)
})
