/** The report for people: what it shows of a file, and how often it looks. */
import { join } from 'node:path'
import { codeFrameColumns } from '@babel/code-frame'
import { expect, test } from 'vitest'
import { excerptAt, textReport } from '../../src/cli/report/text.ts'
import { problem } from '../../src/diagnostics/diagnostic.ts'
import { portal } from '../support/portal.ts'

const lines = Array.from({ length: 3000 }, (_, index) => `Dòng ${index + 1} ${'chữ '.repeat(index % 40)}`)

test('thousands of messages about one file look into it once', () => {
  const root = portal({ 'content/a.md': lines.join('\n'), 'content/b.md': 'Một dòng.\n' })
  const looked: string[] = []
  const absolute = (file: string) => {
    looked.push(file)
    return join(root, file)
  }
  const at = (file: string, line: number | null) =>
    problem('link-missing', { target: `x-${line}`, known: null }, { file, line, column: line })
  const told = [
    ...lines.map((_, index) => at('content/a.md', index + 1)),
    at('content/b.md', 1),
    at('content/b.md', 9),
    at('content/gone.md', 1),
    at('content/whole.md', null),
    problem('embargo-leak', { output: 'index.html' }),
  ]
  const report = textReport(told, 'vi', absolute, false)
  expect(looked).toEqual(['content/a.md', 'content/b.md', 'content/gone.md'])
  expect(report.match(/link-missing/g)).toHaveLength(told.length - 1)
  expect(report).toContain('> 2999 |')
  expect(report).toContain('> 1 | Một dòng.')
})

test.each([
  [1, 1],
  [2, 3],
  [9, 120],
  [10, 1],
  [99, 70],
  [100, null],
  [2999, 61],
  [3000, 5],
])('the excerpt of line %i, column %s has the numbers that the file has', (line, column) => {
  const root = portal({ 'content/a.md': lines.join('\r\n') })
  const from = Math.max(0, (column ?? 1) - 60)
  const whole = lines.map((one) => one.slice(from, from + 110)).join('\n')
  const start = column === null ? { line } : { line, column: column - from }
  const expected = codeFrameColumns(whole, { start }, { linesAbove: 1, linesBelow: 1 })
  const place = { file: 'content/a.md', line, column }
  expect(excerptAt(place, (file) => join(root, file), false)).toBe(expected)
})
