/** The scripts that count views: what they weigh, and that they keep nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { repository } from '../support/portal.ts'

const folder = join(repository, 'dist/beacon')
const weight = (name: string) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length

test('the beacon weighs at most 600 bytes, compressed', () => {
  expect(weight('portal.js')).toBeLessThanOrEqual(600)
})

test('the others weigh little', () => {
  expect(readdirSync(folder).sort()).toEqual(['counts.js', 'goatcounter.js', 'portal.js', 'umami.js'])
  expect(weight('counts.js')).toBeLessThanOrEqual(850)
  expect(weight('goatcounter.js')).toBeLessThanOrEqual(950)
  expect(weight('umami.js')).toBeLessThanOrEqual(1400)
})

describe.each(readdirSync(folder))('%s', (name) => {
  const script = readFileSync(join(folder, name), 'utf8')

  test('keeps nothing, and runs nothing that it is told', () => {
    expect(script).not.toMatch(/cookie|Storage|indexedDB|caches\b/)
    expect(script).not.toMatch(/innerHTML|insertAdjacent|eval\(|document\.write/)
  })

  test('does not wait for ever', () => {
    expect(script).toContain('AbortSignal.timeout(5e3)')
  })
})
