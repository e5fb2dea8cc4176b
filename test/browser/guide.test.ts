/** The officer's guide before axe: its home, and chapters with code, tables and pictures, in both languages. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../support/portal.ts'
import { expectSound } from './axe.ts'
import { serve } from './server.ts'
import { visit } from './visit.ts'

const folder = mkdtempSync(join(tmpdir(), 'guide-'))
let served: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  const told = ['--root', 'docs/guide', '--out', folder, '--now', '2026-11-27T08:00:00+07:00', '--no-cache']
  const { status, stderr } = runCli(['build', ...told])
  expect([status, stderr]).toEqual([0, ''])
  served = await serve(folder)
})

afterAll(() => {
  served.close()
  rmSync(folder, { recursive: true, force: true })
})

test.each(['/', '/viet-mot-bai/', '/kiem-tra/', '/en/', '/en/writing-a-bulletin/', '/en/checking/'])(
  '%s',
  async (path) => {
    const { page, troubles } = await visit({ folder, origin: served.origin, specimens: [] }, path)
    await expectSound(page)
    expect(troubles).toEqual([])
  },
)
