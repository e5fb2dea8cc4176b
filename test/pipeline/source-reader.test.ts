/** How often a file is read in one run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sourceReader } from '../../src/pipeline/source-reader.ts'

test.each([
  ['new', undefined],
  ['as it was', ['1', 'đã biết']],
  ['changed since the last build', ['0', 'đã biết']],
])('a file that is %s is read once at most', (what, known) => {
  const folder = mkdtempSync(join(tmpdir(), 'reader-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const absolute = join(folder, 'a.txt')
  writeFileSync(absolute, 'một')
  const file = { path: 'a.txt', file: 'content/a.txt', absolute, size: 4, stamp: '1', changedAt: 0 }
  const before = new Map(known ? [[absolute, known] as [string, [string, string]]] : [])
  const reader = sourceReader(before, (fault) => expect.fail(fault.code))
  const reads = [1, 2, 3].map(() => reader.digestOf(file)?.bytes !== null)
  expect(reads).toEqual([what !== 'as it was', false, false])
})
